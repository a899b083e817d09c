import { Alert, Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/calls";
import type { CalendarLayer } from "../api/contract";
import { sourceOf, statusOf } from "../calendar/Schedules";
import { Preview } from "../calendar/Preview";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { instant } from "../lib/date";

/** CalendarLayerPage shows one schedule: its document, its days, which open cases it moves; a second person publishes it here. */
export function CalendarLayerPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const found = useQuery({
    queryKey: ["calendar-layer", id],
    queryFn: () => api.calendarLayer(id),
    refetchInterval: (q) => (q.state.data?.preview?.state === "running" ? 1_000 : false),
  });
  return <Ready query={found}>{(l) => <Sheet l={l} />}</Ready>;
}

function Sheet({ l }: { l: CalendarLayer }) {
  const queries = useQueryClient();
  const go = useNavigate();
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<string>) => {
    setBusy(true);
    setFailed(null);
    try {
      announce(await work());
    } catch (thrown) {
      setFailed(thrown);
    }
    await queries.invalidateQueries({ predicate: (q) => String(q.queryKey[0]).startsWith("calendar") });
    setBusy(false);
  };
  const look = () => run(async () => {
    await api.previewCalendar(l.id);
    return "Đang xem trước.";
  });
  const drop = () => run(async () => {
    await api.dropCalendar(l.id);
    await go({ to: "/lich", search: {} });
    return "Đã bỏ lịch.";
  });
  return (
    <>
      <PageTitle tab="Lịch đã nạp">{l.title}</PageTitle>
      <Group gap="sm" mt={6} mb="sm">
        <Badge variant="outline" size="lg">{statusOf(l)}</Badge>
        <Text size="sm" className="soft">{l.unit?.name ?? "Toàn quốc"} · {l.author ? `nạp bởi ${l.author.name}` : "đi kèm chương trình"} {instant(l.created)}</Text>
      </Group>
      {failed !== null && <Failure thrown={failed} focus />}
      <Group gap="sm" mb="md">
        {l.status === "draft" && <Button variant={l.preview?.state === "ready" ? "default" : "filled"} loading={busy || l.preview?.state === "running"} onClick={look}>Xem trước hồ sơ đổi hạn</Button>}
        {l.mayPublish && <Publish l={l} run={run} busy={busy} />}
        {l.status === "draft" && l.mine && <Button variant="subtle" c="red.9" onClick={() => window.confirm("Bỏ lịch này?") && void drop()}>Bỏ lịch này</Button>}
        <Link to="/lich" search={{}} className="small">Về lịch làm việc</Link>
      </Group>
      {l.status === "draft" && l.mine && <Alert color="lam" variant="light" mb="md">Người khác, không phải người nạp, sẽ công bố lịch này.</Alert>}
      {l.preview && <Preview l={l} p={l.preview} />}
      <section className="card map" aria-labelledby="van-ban">
        <h2 id="van-ban">Văn bản căn cứ</h2>
        <Text size="sm">{sourceOf(l)}</Text>
        {l.link && <Text size="sm"><a href={l.link} rel="noreferrer noopener" target="_blank">{l.link}</a></Text>}
        {l.fileName && <Text size="sm"><a href={api.calendarDocument(l.id)} download>{l.fileName}</a></Text>}
        <details>
          <summary>Các ngày trong lịch</summary>
          <pre className="yaml" tabIndex={0} aria-label="Nội dung CSV">{l.text}</pre>
        </details>
      </section>
    </>
  );
}

type Work = { l: CalendarLayer; run: (work: () => Promise<string>) => Promise<void>; busy: boolean };

function Publish({ l, run, busy }: Work) {
  const [open, setOpen] = useState(false);
  const p = l.preview;
  const ready = p?.state === "ready";
  const publish = () => {
    setOpen(false);
    void run(async () => {
      await api.publishCalendar(l.id);
      return "Đã công bố lịch. Hệ thống đang tính lại thời hạn của từng hồ sơ.";
    });
  };
  return (
    <>
      <Button disabled={!ready || busy} title={ready ? undefined : "Phải xem trước trong hôm nay rồi mới công bố"} onClick={() => setOpen(true)}>Công bố…</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={<span className="modal-title">Công bố lịch làm việc</span>}>
        <Stack>
          <Text size="sm">{p && `${p.clocks} thời hạn của ${p.cases} hồ sơ đang mở sẽ đổi ngày; ${p.late} thời hạn trở thành quá hạn.`} Mỗi hồ sơ ghi một bước nói rõ hạn cũ, hạn mới và vì văn bản nào. Hồ sơ đã kết thúc không đổi.</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setOpen(false)}>Để sau</Button>
            <Button onClick={publish}>Công bố</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
