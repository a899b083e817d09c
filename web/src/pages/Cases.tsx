import { Button, Group } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { CaseRow } from "../api/contract";
import { CaseRows } from "../components/CaseRows";
import { Failure } from "../components/Failure";
import { FIND, FindCode } from "../components/FindCode";
import { PageTitle } from "../components/PageTitle";
import { Pick } from "../components/Pick";
import { Loading } from "../components/Ready";
import { useRowKeys } from "../components/rowKeys";
import { KIND } from "../lib/words";

/** Not a state of the case but of its terms; the server lists such cases latest first. */
const LATE = "tre-han";

/** Ended ones for whose lateness the reader, as a head, has still to name a cause. */
const UNSAID = "chua-neu-cham";

const STATES = [
  { value: "open", title: "Đang giải quyết" },
  { value: LATE, title: "Đang trễ hạn" },
  { value: "ended", title: "Đã kết thúc" },
  { value: UNSAID, title: "Kết thúc, chưa nêu vì sao chậm" },
  { value: "all", title: "Tất cả" },
];

export function Cases() {
  const search = useSearch({ strict: false }) as { "trang-thai"?: string; loai?: string; ma?: string };
  const { loai = "", ma = "" } = search;
  const state = search["trang-thai"] ?? "open";
  const late = state === LATE;
  const go = useNavigate();
  useRowKeys(FIND);
  const list = useInfiniteQuery({
    queryKey: ["cases", state, loai, ma],
    queryFn: ({ pageParam }) => api.cases({ ...(late ? { late: "true" } : state === UNSAID ? { unsaid: "true" } : { state }), kind: loai, code: ma, cursor: pageParam, limit: 50 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
  });
  const filter = (part: Record<string, string>) => {
    const next = { "trang-thai": state, loai, ma, ...part };
    return go({ to: "/ho-so", search: Object.fromEntries(Object.entries(next).filter(([, v]) => v)), replace: true });
  };
  return (
    <>
      <Group justify="space-between" align="end" gap="sm">
        <PageTitle>Hồ sơ</PageTitle>
        <FindCode key={ma} start={ma} />
      </Group>
      <div className="bar">
        <Pick label="Trạng thái" value={state} options={STATES} onChange={(v) => filter({ "trang-thai": v })} />
        <Pick label="Loại đơn" value={loai} onChange={(v) => filter({ loai: v })} options={[{ value: "", title: "Mọi loại" }, ...Object.entries(KIND).map(([value, title]) => ({ value, title }))]} />
        {ma && <Button variant="subtle" onClick={() => filter({ ma: "", "trang-thai": "open" })}>Bỏ tìm “{ma}”</Button>}
      </div>
      {list.isError && <Failure thrown={list.error} retry={() => list.refetch()} />}
      {list.isPending && !list.isError && <Loading />}
      {list.data && <Rows rows={list.data.pages.flatMap((p) => p.items)} late={late} />}
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>Tải thêm</Button>}
    </>
  );
}

function Rows({ rows, late }: { rows: CaseRow[]; late: boolean }) {
  if (rows.length > 0) return <CaseRows rows={rows} />;
  return <p className="card">{late ? "Không có hồ sơ nào đang trễ hạn." : "Không có hồ sơ nào khớp. Thử chọn “Tất cả” hoặc bỏ bớt điều kiện."}</p>;
}
