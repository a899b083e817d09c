import type { Case, Step } from "../api/contract";
import { day, instant, moment } from "../lib/date";

const QUIET = new Set(["tick", "calendar"]);

/** Timeline is the record as it was written, newest first; what the clock did by itself is kept small. */
export function Timeline({ c }: { c: Case }) {
  return (
    <section className="card" aria-labelledby="dien-bien">
      <h2 id="dien-bien">Diễn biến</h2>
      <ol className="steps" reversed>
        {[...c.steps].reverse().map((s) => <Entry key={s.seq} s={s} c={c} />)}
      </ol>
    </section>
  );
}

function Entry({ s, c }: { s: Step; c: Case }) {
  const because = s.kind === "calendar" ? s.with.find((w) => w.name === "because") : undefined;
  const shown = (s.with ?? []).filter((w) => w !== because && w.value !== undefined && w.value !== "");
  const notices = s.notices ?? [];
  return (
    <li className={QUIET.has(s.kind) ? "quiet" : undefined}>
      <strong>{s.title}</strong> <span className="soft small">ngày {moment(s.on)}</span>
      <div className="small">{actor(s)}</div>
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
    </li>
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
