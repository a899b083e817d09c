import { Button } from "@mantine/core";
import type { Case, Step } from "../api/contract";
import { day, instant, moment } from "../lib/date";

const QUIET = new Set(["tick", "calendar"]);

/** Timeline is the record as it was written, newest first; what the clock did by itself is kept small. */
export function Timeline({ c, correct }: { c: Case; correct?: (target: Step | "forgotten") => void }) {
  return (
    <section className="card" aria-labelledby="dien-bien">
      <h2 id="dien-bien">Diễn biến</h2>
      {c.corrects && correct && <Button variant="default" size="xs" mb="sm" onClick={() => correct("forgotten")}>Bổ sung việc bị bỏ sót</Button>}
      <ol className="steps" reversed>
        {[...c.steps].reverse().map((s) => <Entry key={s.seq} s={s} c={c} correct={correct} />)}
      </ol>
    </section>
  );
}

function Entry({ s, c, correct }: { s: Step; c: Case; correct?: (target: Step) => void }) {
  const because = s.kind === "calendar" ? s.with.find((w) => w.name === "because") : undefined;
  const shown = (s.with ?? []).filter((w) => w !== because && w.value !== undefined && w.value !== "");
  const notices = s.notices ?? [];
  return (
    <li className={QUIET.has(s.kind) ? "quiet" : undefined}>
      {s.corrected ? <Struck s={s} c={c} /> : <><strong>{s.title}</strong> <span className="soft small">ngày {moment(s.on)}</span></>}
      <div className="small">{actor(s)}</div>
      {s.correction && <Why s={s} />}
      {(s.moved ?? []).length > 0 && (
        <ul className="small moved" aria-label="Thời hạn đổi ngày">
          {(s.moved ?? []).map((m) => <li key={m.clock}>{m.title}: hạn cũ {moment(m.from)} → hạn mới <strong>{moment(m.to)}</strong></li>)}
        </ul>
      )}
      {because !== undefined && <div className="small">Vì: {String(because.value)}</div>}
      {(shown.length > 0 || notices.length > 0 || because !== undefined) && (
        <details>
          <summary>Chi tiết</summary>
          <dl className="facts">
            {shown.map((w) => <Pair key={w.name} term={w.title} text={shownValue(w, c) + instead(w)} />)}
            {notices.map((n, i) => <Pair key={i} term={n.does === "escalate" ? "Báo cáo quá hạn" : "Nhắc việc"} text={`${n.title}, ngày ${day(n.date)}, đến ${n.to.map((r) => roleTitle(c, r)).join(", ")}${n.told?.length ? `; đã báo: ${n.told.join(", ")}` : ""}${n.unsent?.length ? `; không gửi được thư đến: ${n.unsent.join(", ")}` : ""}`} />)}
            <Pair term="Ghi lúc" text={`${instant(s.at)}, bước ${s.seq}`} />
            <dt>Dấu kiểm tra</dt><dd className="code" title={s.hash}>{s.hash.slice(0, 12)}</dd>
          </dl>
        </details>
      )}
      {correct && c.corrects?.steps.includes(s.seq) && <Button variant="subtle" size="compact-xs" aria-label={`Đính chính bước ${s.seq}: ${s.title}`} onClick={() => correct(s)}>Đính chính</Button>}
    </li>
  );
}

/** A step that was corrected stays as it was written, struck through, with the correction beside it. */
function Struck({ s, c }: { s: Step; c: Case }) {
  const by = c.steps.find((x) => x.seq === s.corrected?.by);
  const until = s.correction?.on ?? s.on;
  return (
    <>
      {s.corrected?.void ? <del><strong>{s.title}</strong> <span className="small">ngày {moment(until)}</span></del> : <><strong>{s.title}</strong> <del className="small">ngày {moment(until)}</del> <ins className="small">ngày {moment(s.corrected?.on)}</ins></>}
      <div className="small corrected">
        {s.corrected?.void ? "Đã hủy: việc này không xảy ra" : "Đã đính chính ngày"} (bước {s.corrected?.by}{by && `, ${actor(by)}, ${instant(by.at)}`}){by?.correction?.reason && `. Lý do: ${by.correction.reason}`}
      </div>
    </>
  );
}

function Why({ s }: { s: Step }) {
  const { from, on, void: gone, reason } = s.correction ?? {};
  return (
    <div className="small">
      {from && !gone && <>Ngày cũ {moment(from)} → ngày đúng <strong>{moment(on)}</strong>. </>}
      Lý do: {reason ?? "(được giữ kín)"}
    </div>
  );
}

function Pair({ term, text }: { term: string; text: string }) {
  return <><dt>{term}</dt><dd>{text}</dd></>;
}

function actor(s: Step): string {
  if (QUIET.has(s.kind)) return "Hệ thống theo dõi thời hạn";
  const name = s.actor.for ? `${s.actor.name} (thay ${s.actor.for})` : s.actor.name;
  return [name, s.actor.role, s.actor.unit].filter(Boolean).join(" · ");
}

function roleTitle(c: Case, role: string): string {
  return c.plan.roles.find((r) => r.name === role)?.title ?? role;
}

/** A choice that is not what the procedure proposed says so. */
function instead(w: Step["with"][number]): string {
  return w.proposed ? ` (đề xuất: ${w.proposed.title}, vì ${w.proposed.why}, ${w.proposed.cite})` : "";
}

function shownValue(w: Step["with"][number], c: Case): string {
  if (w.type === "identity" || w.type === "narrative") return "(được giữ kín)";
  if (w.type === "case") return w.value ? String(w.value) : "(hồ sơ bạn không được xem)";
  if (w.type === "flag") return w.value === true ? "Có" : "Không";
  if (w.type === "date") return day(String(w.value ?? ""));
  if (w.type === "file") return c.files.find((f) => f.id === w.value)?.name ?? "Tệp đính kèm";
  return w.value === null ? "(không ghi)" : String(w.value);
}
