import { Alert, Badge, Button, Group, Modal, Stack, Tabs, Text, Textarea } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useBlocker, useNavigate, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { api } from "../api/calls";
import type { Draft, Finding } from "../api/contract";
import { useMe } from "../api/me";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Loading, Ready } from "../components/Ready";
import { DayInput } from "../forms/DayInput";
import { useDay } from "../forms/useDay";
import { instant } from "../lib/date";
import { dayFault } from "../lib/dayFault";
import { DRAFT_STATUS } from "../lib/words";
import { Findings } from "../procedure/Findings";
import { useChecked } from "../procedure/useChecked";

const Editor = lazy(() => import("../procedure/Editor"));
const Diagram = lazy(() => import("../procedure/Diagram"));

/** DraftPage is where a version is written by one person and published by another. */
export function DraftPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  // What is on the screen is the author's text: it is never replaced behind the author's back.
  const found = useQuery({ queryKey: ["draft", id], queryFn: () => api.draft(id), refetchOnWindowFocus: false, staleTime: Infinity });
  return <Ready query={found}>{(d) => <Desk key={d.id + d.status} d={d} />}</Ready>;
}

function Desk({ d }: { d: Draft }) {
  const me = useMe();
  const queries = useQueryClient();
  const [text, setText] = useState(d.text);
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [goTo, setGoTo] = useState<{ line: number; turn: number }>();
  const checked = useChecked(text, d.problems);
  const author = d.author.id === me.id;
  const writes = d.status === "draft" && me.can.procedures;
  const dirty = text !== d.text;
  useBlocker({ shouldBlockFn: () => dirty && !window.confirm("Bản thảo có thay đổi chưa lưu. Rời trang này?"), enableBeforeUnload: () => dirty });

  const run = async (work: () => Promise<string>) => {
    setBusy(true);
    setFailed(null);
    try {
      announce(await work());
    } catch (thrown) {
      setFailed(thrown);
    }
    setBusy(false);
  };
  const refresh = () => queries.invalidateQueries();
  const save = async () => {
    const saved = await api.saveDraft(d.id, text, d.revision);
    queries.setQueryData(["draft", d.id], { ...d, ...saved, text });
    return "Đã lưu bản thảo.";
  };
  const submit = async () => {
    if (dirty) await save();
    await api.submitDraft(d.id);
    await refresh();
    return "Đã trình bản thảo.";
  };
  const errors = checked.problems.filter((p) => p.severity === "error").length;
  return (
    <>
      <PageTitle tab={`Bản thảo ${d.name}`}>Bản thảo: {d.name}</PageTitle>
      <Group gap="sm" mt={6} mb="sm">
        <Badge variant="outline" size="lg">{DRAFT_STATUS[d.status]}</Badge>
        <Text size="sm" className="soft">{d.author.name} · lưu lần cuối {instant(d.updated)}</Text>
        {dirty && <Text size="sm" fw={600}>Có thay đổi chưa lưu</Text>}
      </Group>
      {d.status === "draft" && d.reason && <Alert color="yellow" variant="light" mb="md" title="Bản thảo bị trả lại">{d.reason}</Alert>}
      {failed !== null && <Failure thrown={failed} focus />}
      <Group gap="sm" mb="md">
        {writes && <Button onClick={() => run(save)} loading={busy} disabled={!dirty}>Lưu</Button>}
        {writes && <Button variant="default" onClick={() => run(submit)} loading={busy} disabled={errors > 0} title={errors ? "Cần sửa hết lỗi trước khi trình" : undefined}>Trình duyệt</Button>}
        {d.status === "submitted" && me.can.publish && !author && <Review d={d} run={run} busy={busy} />}
        {d.status === "draft" && author && <Drop d={d} run={run} />}
      </Group>
      {d.status === "submitted" && author && <Alert color="lam" variant="light" mb="md">Đã trình. Người khác, không phải người soạn, sẽ công bố hoặc trả lại.</Alert>}
      <div className="desk">
        <Suspense fallback={<Loading />}>
          <Editor text={d.text} onChange={writes ? setText : undefined} problems={checked.problems} label={`Văn bản YAML của ${d.name}`} goTo={goTo} />
        </Suspense>
        <Side checked={checked} show={(p) => setGoTo({ line: p.line, turn: Date.now() })} />
      </div>
    </>
  );
}

function Side({ checked, show }: { checked: ReturnType<typeof useChecked>; show: (p: Finding) => void }) {
  return (
    <Tabs defaultValue="loi" keepMounted={false}>
      <Tabs.List mb="sm">
        <Tabs.Tab value="loi">Lỗi và cảnh báo ({checked.problems.length})</Tabs.Tab>
        <Tabs.Tab value="so-do" disabled={!checked.plan}>Sơ đồ</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="loi"><Findings {...checked} show={show} /></Tabs.Panel>
      <Tabs.Panel value="so-do">
        {checked.plan && <Suspense fallback={<Loading />}><Diagram plan={checked.plan} /></Suspense>}
      </Tabs.Panel>
    </Tabs>
  );
}

type Work = { d: Draft; run: (work: () => Promise<string>) => Promise<void>; busy?: boolean };

function Review({ d, run, busy }: Work) {
  const me = useMe();
  const go = useNavigate();
  const queries = useQueryClient();
  const [mode, setMode] = useState<"" | "publish" | "return">("");
  const [from, setFrom] = useDay(me.today);
  const [reason, setReason] = useState("");
  const publish = () => run(async () => {
    const p = await api.publishDraft(d.id, from);
    await queries.invalidateQueries();
    await go({ to: "/quy-trinh/$name/$version", params: { name: d.name, version: p.version }, search: {} });
    return "Đã công bố.";
  });
  const giveBack = () => run(async () => {
    await api.returnDraft(d.id, reason);
    await queries.invalidateQueries();
    return "Đã trả lại bản thảo.";
  });
  return (
    <>
      <Button onClick={() => setMode("publish")}>Công bố…</Button>
      <Button variant="default" onClick={() => setMode("return")}>Trả lại…</Button>
      <Modal opened={mode !== ""} onClose={() => setMode("")} title={<span className="modal-title">{mode === "publish" ? "Công bố quy trình" : "Trả lại bản thảo"}</span>}>
        <Stack>
          {mode === "publish" && <DayInput label="Áp dụng cho đơn nhận từ ngày" required value={from} onChange={setFrom} min={me.today} description="Hôm nay hoặc một ngày sau này. Hồ sơ đang chạy giữ bản cũ." />}
          {mode === "return" && <Textarea label="Lý do trả lại" withAsterisk autosize minRows={3} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setMode("")}>Để sau</Button>
            {mode === "publish" && <Button loading={busy} disabled={dayFault(from, { required: true, min: me.today }) !== undefined} onClick={() => { setMode(""); void publish(); }}>Công bố</Button>}
            {mode === "return" && <Button loading={busy} disabled={!reason.trim()} onClick={() => { setMode(""); void giveBack(); }}>Trả lại</Button>}
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function Drop({ d, run }: Work) {
  const go = useNavigate();
  const queries = useQueryClient();
  const drop = () => run(async () => {
    await api.dropDraft(d.id);
    await queries.invalidateQueries({ queryKey: ["drafts"] });
    await go({ to: "/quy-trinh" });
    return "Đã bỏ bản thảo.";
  });
  return (
    <>
      <Button variant="subtle" c="red.9" onClick={() => window.confirm("Bỏ hẳn bản thảo này?") && void drop()}>Bỏ bản thảo</Button>
      <Link to="/quy-trinh" className="small">Về danh sách</Link>
    </>
  );
}
