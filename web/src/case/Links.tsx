import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Case } from "../api/contract";
import { Cite } from "../components/Cite";
import { day } from "../lib/date";

/** Links shows out of which cases this one grew, what grew out of it, and what may be opened from it now. */
export function Links({ c }: { c: Case }) {
  const open = c.successors.filter((s) => s.allowed && s.mine);
  const later = c.successors.filter((s) => !s.allowed || !s.mine);
  if (c.links.length === 0 && c.successors.length === 0) return null;
  return (
    <section className="card" aria-labelledby="lien-ket">
      <h2 id="lien-ket">Vụ việc liên kết</h2>
      {c.links.length === 0 && <p className="soft">Chưa có vụ việc liên kết nào mà bạn được xem.</p>}
      <ul className="plain-list">
        {c.links.map((l) => (
          <li key={l.code}>
            <strong>{l.later ? "Vụ việc sau" : "Vụ việc trước"}: </strong>
            {l.id ? <Link to="/ho-so/$id" params={{ id: l.code }} className="code">{l.code}</Link> : <span className="code">{l.code}</span>}
            <div>{l.procedureTitle}</div>
            {l.stage && <div className="small soft">{l.stage.title} · {l.responsible?.name}{l.opened && ` · nhận ngày ${day(l.opened)}`}</div>}
          </li>
        ))}
      </ul>
      {open.map((s) => (
        <Button
          key={s.procedure} variant="default" mt="xs" fullWidth className="offer" renderRoot={(props) => (
            <Link to="/tiep-nhan" search={{ "quy-trinh": s.procedure, o: s.field, tu: c.code }} {...props} />
          )}
        >
          Lập hồ sơ tiếp theo: {s.title}
        </Button>
      ))}
      {later.length > 0 && (
        <details>
          <summary>Hồ sơ có thể nối tiếp ({later.length})</summary>
          <dl className="facts">
            {later.map((s) => (
              <div key={s.procedure}>
                <dt>{s.title}</dt>
                <dd>{s.refusal ? s.refusal.sentence : "Lập được từ hôm nay, do người tiếp nhận của cơ quan có thẩm quyền."} <Cite text={s.refusal?.cite ?? s.cite} /></dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}
