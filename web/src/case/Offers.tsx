import { Button, Group, Text } from "@mantine/core";
import type { Case, Offer } from "../api/contract";
import { Cite } from "../components/Cite";
import { DeadlineChip } from "../components/DeadlineChip";
import { moment } from "../lib/date";

type Props = { c: Case; open: (offer: Offer) => void };

const HANDOFF = new Set(["accept", "decline"]);

/** What is refused today may have been lawful on the day it was done and is only now being recorded. */
const TURNS_ON_DATE = new Set(["past-due", "not-overdue", "gap", "not-in-force"]);

/** Work shows the tasks of the stage as text tied to their act, as an officer reads a list of things to do. */
export function Work({ c, open }: Props) {
  const offers = new Map(c.offers.map((o) => [o.act, o]));
  if (c.outcome) return null;
  return (
    <section className="card" aria-labelledby="viec">
      <h2 id="viec">Đang chờ việc gì</h2>
      {c.tasks.length === 0 && <p className="soft">Giai đoạn này không có việc riêng; xem các bước có thể làm bên dưới.</p>}
      <ul className="plain-list">
        {c.tasks.map((t) => {
          const offer = offers.get(t.act);
          return (
            <li key={t.act}>
              <strong>{t.title}</strong>
              <div className="small soft">{t.roleTitle} · {t.unit.name}{t.deadline && ` · đến ${moment(t.deadline.due)}`}</div>
              <div className="small" id={"tt-" + t.act}>{t.status}</div>
              <Group mt={6} gap="sm" justify="space-between">
                {t.deadline ? <DeadlineChip deadline={t.deadline} /> : <span />}
                {offer?.allowed && <Button size="sm" data-offer={t.act} aria-label={offer.title} aria-describedby={"tt-" + t.act} onClick={() => open(offer)}>Thực hiện</Button>}
              </Group>
              {offer && !offer.allowed && <Refused offer={offer} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Refused({ offer }: { offer: Offer }) {
  if (!offer.refusal) return null;
  return (
    <Text size="sm" mt={4} className="soft">
      Chưa thể làm: {offer.refusal.sentence} {offer.refusal.cite && <Cite text={`(${offer.refusal.cite})`} />}
    </Text>
  );
}

/** Steps lists the acts that lead on, and, folded, those that the law does not allow yet, each with its reason. */
export function Moves({ c, open }: Props) {
  const tasks = new Set(c.tasks.map((t) => t.act));
  const acts = c.offers.filter((o) => !tasks.has(o.act) && !HANDOFF.has(o.handoff ?? ""));
  const can = acts.filter((o) => o.allowed);
  const not = acts.filter((o) => !o.allowed);
  if (acts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="buoc">
      <h2 id="buoc">Bước có thể làm</h2>
      {can.length === 0 && <p className="soft">Hiện chưa có bước nào tài khoản này được làm.</p>}
      <ul className="plain-list">
        {can.map((o) => (
          <li key={o.act}>
            <Group gap="sm" justify="space-between">
              <div className="grow"><strong>{o.title}</strong><div className="small"><Cite text={o.cite} confidence={o.confidence} />{o.to && <span className="soft"> · sang “{o.to.title}”</span>}</div></div>
              <Button size="sm" variant={o.task ? "filled" : "default"} data-offer={o.act} aria-label={o.title} onClick={() => open(o)}>Thực hiện</Button>
            </Group>
          </li>
        ))}
      </ul>
      {not.length > 0 && (
        <details className="refusals">
          <summary>Bước chưa được làm và lý do ({not.length})</summary>
          <ul className="plain-list">
            {not.map((o) => (
              <li key={o.act} data-refused={o.act}>
                <strong>{o.title}</strong>
                <Refused offer={o} />
                {TURNS_ON_DATE.has(o.refusal?.code ?? "") && (
                  <Button size="xs" variant="default" mt={6} data-offer={o.act} aria-label={`${o.title}: ghi cho ngày khác`} onClick={() => open(o)}>Ghi cho ngày khác</Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** Handover is the banner of a case that one body has offered to another. */
export function Handover({ c, open, formatted }: Props & { formatted: string }) {
  if (!c.handoff) return null;
  const answers = c.offers.filter((o) => HANDOFF.has(o.handoff ?? "") && o.allowed);
  return (
    <section className="card handover" aria-label="Chuyển đơn">
      <Text fw={600}>Đã đề nghị chuyển đến {c.handoff.to.name} ngày {formatted}</Text>
      <Text size="sm">
        {answers.length ? "Đơn vị của bạn là bên nhận: hãy trả lời tiếp nhận hay không." : `Chờ ${c.handoff.to.name} trả lời. Cho đến khi đó ${c.responsible.name} vẫn chịu trách nhiệm.`}
      </Text>
      <Group mt="xs">
        {answers.map((o) => <Button key={o.act} data-offer={o.act} variant={o.handoff === "accept" ? "filled" : "default"} onClick={() => open(o)}>{o.title}</Button>)}
      </Group>
    </section>
  );
}
