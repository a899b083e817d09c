import { Link } from "@tanstack/react-router";
import type { CaseHead, Deadline } from "../api/contract";
import { moment } from "../lib/date";
import { KIND } from "../lib/words";
import { DeadlineChip } from "./DeadlineChip";

type Props = { deadline: Deadline | null; title: string; head: CaseHead; detail: string; side: string; part?: string };

/** WorkRow is one line of any list of work: deadline, what, where it stands. */
export function WorkRow({ deadline, title, head, detail, side, part }: Props) {
  return (
    <li className="row">
      <div><DeadlineChip deadline={deadline} /><DueDate deadline={deadline} /></div>
      <div className="main">
        <Link to="/ho-so/$id" params={{ id: head.code }} search={part ? { phan: part } : {}} data-row>{title}</Link>
        <div className="small"><span className="code">{head.code}</span> · {KIND[head.kind]} · {detail}</div>
      </div>
      <div className="side">{side}</div>
    </li>
  );
}

/** The date itself beside the words, while the term runs; the rest of the count is on the chip's card. */
function DueDate({ deadline }: { deadline: Deadline | null }) {
  if (deadline?.state !== "running" && deadline?.state !== "overdue") return null;
  return <div className="small soft due">{moment(deadline.due)}</div>;
}
