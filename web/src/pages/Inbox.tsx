import { Badge, Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { Notice } from "../api/contract";
import { useLive } from "../api/live";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Loading } from "../components/Ready";
import { instant } from "../lib/date";

const KINDS: Record<string, string> = { remind: "Nhắc việc", handoff: "Chuyển đơn", task: "Việc mới", act: "Diễn biến", undelivered: "Thư không gửi được", template: "Mẫu thư", vacant: "Không đến được ai" };

/** An escalation may be raised on the last day itself; only what says so is late. */
const LATE = /^quá hạn/i;

/** Inbox holds what the system told this officer; it works without any mail server. */
export function Inbox() {
  const queries = useQueryClient();
  const live = useLive();
  const list = useInfiniteQuery({
    queryKey: ["inbox"],
    queryFn: ({ pageParam }) => api.inbox(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
    refetchInterval: live ? false : 60_000,
  });
  const refresh = () => Promise.all([queries.invalidateQueries({ queryKey: ["inbox"] }), queries.invalidateQueries({ queryKey: ["me"] })]);
  const one = useMutation({ mutationFn: api.readNotice, onSuccess: refresh });
  const all = useMutation({ mutationFn: api.readAll, onSuccess: () => { announce("Đã đánh dấu đọc tất cả."); return refresh(); } });
  const know = useMutation({ mutationFn: api.acknowledge, onSuccess: () => { announce("Đã xác nhận: đã biết, sẽ xử lý."); return refresh(); }, onError: () => list.refetch() });
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  const unread = list.data?.pages[0].unread ?? 0;
  return (
    <>
      <Group justify="space-between" mb="md">
        <PageTitle>Hộp thư</PageTitle>
        {unread > 0 && <Button variant="default" loading={all.isPending} onClick={() => all.mutate()}>Đánh dấu đã đọc cả {unread} thư</Button>}
      </Group>
      {(list.isError || one.isError || all.isError || know.isError) && <Failure thrown={list.error ?? one.error ?? all.error ?? know.error} retry={() => list.refetch()} />}
      {list.isPending && !list.isError && <Loading />}
      {list.data && items.length === 0 && <p className="card">Chưa có thư nào.</p>}
      {items.length > 0 && <ul className="rows">{items.map((n) => <Line key={n.id} n={n} read={() => one.mutate(n.id)} know={() => know.mutate(n.id)} />)}</ul>}
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>Tải thêm</Button>}
    </>
  );
}

const ANSWERED: Record<string, string> = { mine: "Bạn đã xác nhận: đã biết, sẽ xử lý", others: "Đã có người xác nhận" };

/** facts are what a letter about a case says, in a line or two; the term that its title names is not named again. */
function facts(n: Notice): string {
  return n.text.split("\n").filter((line) => line && !n.title.endsWith(line.replace(/^Thời hạn: /, ""))).join(" · ");
}

function Line({ n, read, know }: { n: Notice; read: () => void; know: () => void }) {
  return (
    <li className="row letter">
      <div>
        <Badge variant={n.read ? "outline" : "filled"} color={LATE.test(n.title) ? "red.9" : undefined}>{n.kind === "escalate" ? n.title.split(":")[0] : KINDS[n.kind] ?? "Thông báo"}</Badge>
        <div className="small soft">{instant(n.at)}</div>
      </div>
      <div className="main">
        {n.case
          ? <Link to="/ho-so/$id" params={{ id: n.case.code }} search={{}} onClick={() => n.read || read()}>{n.title}</Link>
          : <strong>{n.title}</strong>}
        {!n.read && <span className="small"> · chưa đọc</span>}
        {n.case ? <Text size="sm">{facts(n)}</Text> : <Text size="sm" className="narrative">{n.text}</Text>}
        {n.answer && n.answer !== "asked" && <Text size="sm">{ANSWERED[n.answer]}</Text>}
        {n.case && !n.text.includes(n.case.code) && <span className="small code soft">{n.case.code}</span>}
      </div>
      <div className="side">
        {n.answer === "asked" && <Button size="xs" onClick={know} aria-label={`Đã biết, sẽ xử lý: ${n.title}`}>Đã biết, sẽ xử lý</Button>}
        {!n.read && <Button size="xs" variant="subtle" onClick={read} aria-label={`Đánh dấu đã đọc: ${n.title}`}>Đánh dấu đã đọc</Button>}
      </div>
    </li>
  );
}
