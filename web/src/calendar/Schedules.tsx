import { Alert, Badge, Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api } from "../api/calls";
import { newKey } from "../api/client";
import type { CalendarLayer, Calendars } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { Ready } from "../components/Ready";
import { day, instant } from "../lib/date";

/** Schedules is what the keepers of calendars see above the year: what is missing, in force, loaded and waiting. */
export function Schedules() {
  const found = useQuery({ queryKey: ["calendars"], queryFn: api.calendars, refetchInterval: (q) => (q.state.data?.moving ? 3_000 : false) });
  return <Ready query={found}>{(c) => <Desk c={c} />}</Ready>;
}

function Desk({ c }: { c: Calendars }) {
  return (
    <section className="card schedules" aria-labelledby="lich-da-nap">
      <Group justify="space-between" gap="sm" mb="xs">
        <h2 id="lich-da-nap">Lịch đã nạp</h2>
        {c.mayLoad && <Button component={Link} to="/lich/nap">Nạp lịch mới</Button>}
      </Group>
      {c.missing !== undefined && (
        <Alert color="red" variant="light" mb="sm" title={`Chưa có lịch nghỉ chính thức năm ${c.missing}`}>
          Thời hạn rơi vào năm {c.missing} đang tạm tính theo luật và âm lịch. Hãy nạp thông báo của Thủ tướng Chính phủ khi có.
        </Alert>
      )}
      {c.moving > 0 && <Alert color="lam" variant="light" mb="sm" role="status">Đang tính lại thời hạn: còn {c.moving} hồ sơ.</Alert>}
      <Text size="sm" className="soft" mb="xs">
        Đang dùng: {c.inForce.map((f) => `${f.unit?.name ?? "Toàn quốc"}: ${f.title}${f.official.length ? ` (năm ${f.official.join(", ")})` : ""}`).join("; ")}
      </Text>
      <ul className="plain-list">{c.items.map((l) => <Line key={l.id} l={l} may={c.mayLoad} />)}</ul>
    </section>
  );
}

function Line({ l, may }: { l: CalendarLayer; may: boolean }) {
  return (
    <li>
      <Group justify="space-between" gap="sm">
        <div className="grow">
          <Link to="/lich/da-nap/$id" params={{ id: l.id }}>{l.title}</Link> <Badge variant={l.inForce ? "filled" : "outline"}>{statusOf(l)}</Badge>
          <div className="small soft">
            {l.unit?.name ?? "Toàn quốc"} · {sourceOf(l)} · {l.author ? `nạp bởi ${l.author.name}` : "đi kèm chương trình"} {instant(l.created)}
            {l.publishedBy && ` · công bố bởi ${l.publishedBy.name} ${instant(l.publishedAt)}`}
          </div>
        </div>
        {may && l.status === "published" && !l.inForce && <Again l={l} />}
      </Group>
    </li>
  );
}

/** Again loads the days of a published schedule anew, as a draft that another person publishes. */
function Again({ l }: { l: CalendarLayer }) {
  const go = useNavigate();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => api.loadCalendar({ again: l.id }, newKey()),
    onSuccess: async (made) => {
      announce("Đã tạo bản khôi phục, chờ xem trước và công bố.");
      await queries.invalidateQueries({ queryKey: ["calendars"] });
      await go({ to: "/lich/da-nap/$id", params: { id: made.id } });
    },
  });
  return (
    <div>
      {again.isError && <Failure thrown={again.error} />}
      <Button size="xs" variant="default" loading={again.isPending} aria-label={`Khôi phục ${l.title}`} onClick={() => again.mutate()}>Khôi phục</Button>
    </div>
  );
}

export function statusOf(l: CalendarLayer): string {
  if (l.status === "draft") return "Chờ công bố";
  if (l.status === "dropped") return "Đã bỏ";
  return l.inForce ? "Đang dùng" : "Đã thay";
}

export function sourceOf(l: CalendarLayer): string {
  return [l.number && `số ${l.number}`, l.issued && `ngày ${day(l.issued)}`, l.fileName].filter(Boolean).join(" ") || l.link || "không có văn bản";
}
