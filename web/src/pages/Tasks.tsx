import { Button, Group, Text } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { TaskRow, Urgency } from "../api/contract";
import { useMe } from "../api/me";
import { Failure } from "../components/Failure";
import { FIND, FindCode } from "../components/FindCode";
import { LateCases, UnsaidCases } from "../components/LateCases";
import { PageTitle } from "../components/PageTitle";
import { Pick } from "../components/Pick";
import { Loading } from "../components/Ready";
import { useRowKeys } from "../components/rowKeys";
import { WorkRow } from "../components/WorkRow";
import { day, weekday } from "../lib/date";
import { KIND, URGENCY } from "../lib/words";

const GROUPS: Urgency[] = ["overdue", "today", "soon", "later", "none"];

/** Tasks is what an officer opens in the morning: own tasks in the order of the law. */
export function Tasks() {
  const { muc = "", loai = "" } = useSearch({ strict: false }) as { muc?: string; loai?: string };
  const go = useNavigate();
  const me = useMe();
  useRowKeys(FIND);
  const list = useInfiniteQuery({
    queryKey: ["tasks", muc, loai],
    queryFn: ({ pageParam }) => api.tasks({ urgency: muc, kind: loai, cursor: pageParam, limit: 50 }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const counts = list.data?.pages[0].counts;
  const filter = (part: Record<string, string>) => go({ to: "/viec", search: clean({ muc, loai, ...part }), replace: true });
  return (
    <>
      <Group justify="space-between" align="end" gap="sm">
        <div className="grow">
          <PageTitle>Việc cần làm</PageTitle>
          <Text className="soft" size="sm">{weekday(me.today)}, {day(me.today)} · xếp theo thứ tự thời hạn của luật<span className="keys"> · phím j, k để chuyển, Enter để mở</span></Text>
        </div>
        <FindCode />
      </Group>
      <div className="bar">
        <Pick label="Mức khẩn" value={muc} onChange={(v) => filter({ muc: v })} options={[{ value: "", title: "Tất cả" }, ...GROUPS.filter((g) => g !== "none" || counts?.none).map((g) => ({ value: g, title: URGENCY[g], count: counts?.[g] }))]} />
        <Pick label="Loại đơn" value={loai} onChange={(v) => filter({ loai: v })} options={[{ value: "", title: "Mọi loại" }, ...Object.entries(KIND).map(([value, title]) => ({ value, title }))]} />
      </div>
      {list.isError && <Failure thrown={list.error} retry={() => list.refetch()} />}
      {list.isPending && !list.isError && <Loading />}
      {!muc && !loai && <LateCases me={me} />}
      {!muc && !loai && <UnsaidCases me={me} />}
      {list.data && <Groups rows={list.data.pages.flatMap((p) => p.items)} counts={counts} />}
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>Tải thêm</Button>}
    </>
  );
}

function clean(search: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([, v]) => v));
}

function Groups({ rows, counts }: { rows: TaskRow[]; counts?: Record<Urgency, number> }) {
  if (rows.length === 0) return <p className="card">Không có việc nào đang chờ. Việc mới sẽ tự hiện ở đây.</p>;
  return GROUPS.map((g) => {
    const own = rows.filter((r) => r.urgency === g);
    if (own.length === 0) return null;
    return (
      <section key={g} aria-labelledby={"nhom-" + g}>
        <h2 className="group-title" id={"nhom-" + g}>{URGENCY[g]} ({counts?.[g] ?? own.length})</h2>
        <ul className="rows">
          {own.map((r) => (
            <WorkRow
              key={r.case.id + r.act} deadline={r.deadline} title={r.title} head={r.case} part={r.act}
              detail={r.case.procedureTitle} side={`${r.case.stage.title} · ${r.roleTitle} · ${r.unit.name}`}
            />
          ))}
        </ul>
      </section>
    );
  });
}
