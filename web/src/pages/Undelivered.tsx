import { Badge, Button, Group, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/calls";
import type { Unsent, VacantBody } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Loading } from "../components/Ready";
import { instant } from "../lib/date";

const WAYS = { mail: "Thư điện tử", webhook: "Cổng tin nhắn" };

/** Undelivered lists what was given up, for the administrator; which case it is about does not stand here. */
export function Undelivered() {
  const queries = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: ["undelivered"],
    queryFn: ({ pageParam }) => api.undelivered(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
  });
  const refresh = () => queries.invalidateQueries({ queryKey: ["undelivered"] });
  const again = useMutation({ mutationFn: api.sendAgain, onSuccess: () => { announce("Sẽ gửi lại."); return refresh(); } });
  const leave = useMutation({ mutationFn: api.letBe, onSuccess: () => { announce("Đã bỏ qua."); return refresh(); } });
  const items = list.data?.pages.flatMap((p) => p.items) ?? [];
  return (
    <>
      <PageTitle>Thư không gửi được</PageTitle>
      <Text size="sm" className="soft" mt={6} mb="md">Người nhận vẫn có thông báo trong hộp thư trên trang này. Sửa địa chỉ của cán bộ trước khi gửi lại: thư gửi lại dùng địa chỉ đang có.</Text>
      {(list.isError || again.isError || leave.isError) && <Failure thrown={list.error ?? again.error ?? leave.error} retry={() => list.refetch()} />}
      <Vacant bodies={list.data?.pages[0]?.vacant ?? []} />
      {list.isPending && !list.isError && <Loading />}
      {list.data && items.length === 0 && <p className="card">Mọi thư đều gửi được.</p>}
      {items.length > 0 && <ul className="rows">{items.map((u) => <Line key={u.id} u={u} again={() => again.mutate(u.id)} leave={() => leave.mutate(u.id)} />)}</ul>}
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>Tải thêm</Button>}
    </>
  );
}

/** Vacant names the bodies of whose alarms nobody can be told, up to the top: only an appointment helps. */
function Vacant({ bodies }: { bodies: VacantBody[] }) {
  if (bodies.length === 0) return null;
  return (
    <section className="card vacant" aria-labelledby="khong-den-ai">
      <h2 id="khong-den-ai">Cảnh báo không đến được ai</h2>
      <Text size="sm" className="soft">Đơn vị và mọi cấp trên đều không có ai để báo. Cảnh báo vẫn chờ và được gửi khi có người giữ chức vụ.</Text>
      <ul className="plain-list">
        {bodies.map((b) => <li key={b.unit.id}><strong>{b.unit.name}</strong><div className="small soft">{b.waits} cảnh báo đang chờ, từ {instant(b.since)}</div></li>)}
      </ul>
    </section>
  );
}

function Line({ u, again, leave }: { u: Unsent; again: () => void; leave: () => void }) {
  return (
    <li className="row letter">
      <div>
        <Badge variant="outline">{WAYS[u.channel]}</Badge>
        <div className="small soft">{instant(u.at)}</div>
      </div>
      <div className="main">
        <strong>{u.user.name}</strong>
        <div className="small wrap">{u.address}</div>
        <Text size="sm">{u.sentence}. Đã thử {u.attempts} lần.</Text>
      </div>
      <Group gap="xs" className="side">
        <Button size="xs" variant="default" onClick={again} aria-label={`Gửi lại cho ${u.user.name}`}>Gửi lại</Button>
        <Button size="xs" variant="subtle" onClick={leave} aria-label={`Bỏ qua thư cho ${u.user.name}`}>Bỏ qua</Button>
      </Group>
    </li>
  );
}
