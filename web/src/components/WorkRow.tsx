import { Link } from "@tanstack/react-router";
import type { CaseHead, Deadline } from "../api/contract";
import { KIND } from "../lib/words";
import { DeadlineChip } from "./DeadlineChip";

type Props = { deadline: Deadline | null; title: string; head: CaseHead; detail: string; side: string; part?: string };

/** WorkRow is one line of any list of work: deadline, what, where it stands. */
export function WorkRow({ deadline, title, head, detail, side, part }: Props) {
  return (
    <li className="row">
      <div><DeadlineChip deadline={deadline} /></div>
      <div className="main">
        <Link to="/ho-so/$id" params={{ id: head.code }} search={part ? { phan: part } : {}} data-row>{title}</Link>
        <div className="small"><span className="code">{head.code}</span> · {KIND[head.kind]} · {detail}</div>
      </div>
      <div className="side">{side}</div>
    </li>
  );
}
