import { Alert, Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/calls";
import type { CalendarLayer, CalendarMove, CalendarPreview } from "../api/contract";
import { Failure } from "../components/Failure";
import { Pick } from "../components/Pick";
import { instant, moment } from "../lib/date";

/** Preview says which open cases a schedule moves and by how much, body by body and case by case. */
export function Preview({ l, p }: { l: CalendarLayer; p: CalendarPreview }) {
  if (p.state === "running") return <Alert color="lam" variant="light" mb="md" role="status">Đang xem trước: đã xét {p.looked} hồ sơ…</Alert>;
  return (
    <section className="card map preview" aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">Hồ sơ đổi hạn</h2>
      {p.state === "stale" && <Alert color="yellow" variant="light" mb="sm">Bản xem trước đã cũ (khác ngày, hoặc lịch khác vừa công bố). Hãy xem trước lại.</Alert>}
      <Text size="sm" role="status">
        Xét {p.looked} hồ sơ đang mở lúc {instant(p.at)}: <strong>{p.cases} hồ sơ, {p.clocks} thời hạn đổi ngày</strong>; {p.gained} thời hạn được thêm ngày, {p.lost} bị bớt ngày;{" "}
        <strong>{p.late} thời hạn trở thành quá hạn</strong>, {p.relieved} thời hạn thôi quá hạn.
      </Text>
      {p.units.length > 0 && <Units p={p} />}
      {p.clocks > 0 && <List l={l} p={p} />}
    </section>
  );
}

function Units({ p }: { p: CalendarPreview }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Số liệu theo đơn vị">
      <table className="figures">
        <thead><tr><th scope="col">Đơn vị</th><th scope="col">Hồ sơ</th><th scope="col">Thời hạn</th><th scope="col">Thêm ngày</th><th scope="col">Bớt ngày</th><th scope="col">Thành quá hạn</th><th scope="col">Nhiều nhất</th></tr></thead>
        <tbody>
          {p.units.map((u) => (
            <tr key={u.unit.id}>
              <th scope="row">{u.unit.name}</th><td>{u.cases}</td><td>{u.clocks}</td><td>{u.gained}</td><td>{u.lost}</td><td>{u.late}</td>
              <td>{[u.most > 0 && `+${u.most} ngày`, u.least < 0 && `${u.least} ngày`].filter(Boolean).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function List({ l, p }: { l: CalendarLayer; p: CalendarPreview }) {
  const [only, setOnly] = useState("");
  const list = useInfiniteQuery({
    queryKey: ["calendar-moves", l.id, p.at, only],
    queryFn: ({ pageParam }) => api.calendarMoves(l.id, { cursor: pageParam, late: only || undefined }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next || undefined,
  });
  const items = list.data?.pages.flatMap((x) => x.items) ?? [];
  return (
    <div>
      <Pick label="Thời hạn nào" value={only} onChange={setOnly} options={[{ value: "", title: "Tất cả", count: p.clocks }, { value: "true", title: "Thành quá hạn", count: p.late }]} />
      {list.isError && <Failure thrown={list.error} retry={() => list.refetch()} />}
      <ul className="plain-list moves">{items.map((m, i) => <Line key={i} m={m} />)}</ul>
      {list.hasNextPage && <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>Tải thêm</Button>}
    </div>
  );
}

function Line({ m }: { m: CalendarMove }) {
  return (
    <li>
      <span className="code">{m.case ?? "(hồ sơ giữ bí mật)"}</span> {m.title}: {moment(m.from)} → <strong>{moment(m.to)}</strong> ({m.days > 0 ? "+" : ""}{m.days} ngày)
      {m.late && <strong> · thành quá hạn</strong>}{m.relieved && " · thôi quá hạn"}
      <div className="small soft">{m.unit.name}</div>
    </li>
  );
}
