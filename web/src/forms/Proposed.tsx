import type { Proposal } from "../api/contract";
import { Cite } from "../components/Cite";

/** Proposed says what the procedure proposes for a choice and why, and whether something else is chosen. It stands in a field's description, so it is read out with the field. */
export function Proposed({ proposal, chosen }: { proposal: Proposal; chosen: unknown }) {
  const other = Boolean(chosen) && chosen !== proposal.value;
  return (
    <span className="proposal" data-proposal={proposal.value}>
      Đề xuất: <strong>{proposal.title}</strong>, vì {proposal.why} <Cite text={`(${proposal.cite})`} confidence={proposal.confidence} />
      {other && <span> · Đang chọn khác đề xuất.</span>}
    </span>
  );
}
