import type { CaseRow } from "../api/contract";
import { day } from "../lib/date";
import { WorkRow } from "./WorkRow";

/** CaseRows lists cases, each with its most urgent term. */
export function CaseRows({ rows }: { rows: CaseRow[] }) {
  return (
    <ul className="rows">
      {rows.map((c) => (
        <WorkRow
          key={c.id} deadline={c.deadline} title={c.procedureTitle} head={c} detail={`nhận ngày ${day(c.opened)}`}
          side={`${c.stage.title}${c.outcome ? " (đã kết thúc)" : ""} · ${c.responsible.name}`}
        />
      ))}
    </ul>
  );
}
