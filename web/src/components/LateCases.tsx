import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { Me } from "../api/contract";
import { CaseRows } from "./CaseRows";

const SHOWN = 3;

/** Those who answer for lateness, even where the next step is another's. */
const ANSWERS = new Set(["thu-truong", "nguoi-xu-ly"]);

/** UnsaidCases tells heads which cases ended by themselves while nobody said why they were late. */
export function UnsaidCases({ me }: { me: Me }) {
  const heads = me.roles.some((r) => r.role === "thu-truong");
  const unsaid = useQuery({ queryKey: ["cases", "unsaid"], queryFn: () => api.cases({ unsaid: "true", limit: SHOWN }), enabled: heads });
  const rows = unsaid.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="chua-neu-cham">
      <h2 className="group-title" id="chua-neu-cham">Hồ sơ đã kết thúc, chưa nêu vì sao chậm</h2>
      <CaseRows rows={rows} />
      {unsaid.data?.next && <p className="more"><Link to="/ho-so" search={{ "trang-thai": "chua-neu-cham" }}>Xem tất cả hồ sơ chưa nêu vì sao chậm</Link></p>}
    </section>
  );
}

/** LateCases tells heads and handlers which cases of their body are late, also those that wait for somebody else's act. */
export function LateCases({ me }: { me: Me }) {
  const answers = me.roles.some((r) => ANSWERS.has(r.role));
  const late = useQuery({ queryKey: ["cases", "late"], queryFn: () => api.cases({ late: "true", limit: SHOWN }), enabled: answers, refetchInterval: 60_000 });
  const rows = late.data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby="dang-tre">
      <h2 className="group-title" id="dang-tre">Hồ sơ của đơn vị đang trễ</h2>
      <CaseRows rows={rows} />
      {late.data?.next && <p className="more"><Link to="/ho-so" search={{ "trang-thai": "tre-han" }}>Xem tất cả hồ sơ đang trễ hạn</Link></p>}
    </section>
  );
}
