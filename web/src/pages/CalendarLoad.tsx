import { Button, FileInput, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState, type FormEvent } from "react";
import { api, type Loading } from "../api/calls";
import { newKey } from "../api/client";
import type { Finding } from "../api/contract";
import { DayRow } from "../calendar/DayRow";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { DayInput } from "../forms/DayInput";

const HEAD = "kind,date,name,source\n";
const INPUTS: Record<string, string> = { title: "ten-lich", number: "so-van-ban", issued: "ngay-van-ban", link: "duong-dan", unit: "don-vi", text: "cac-ngay" };

/** CalendarLoad takes in a notice of days off: its document, and its days line by line, from a file or one by one. */
export function CalendarLoad() {
  const go = useNavigate();
  const queries = useQueryClient();
  const key = useRef(newKey());
  const [said, setSaid] = useState<Loading>({ title: "", number: "", issued: "", link: "", unit: "" });
  const [paper, setPaper] = useState<File | null>(null);
  const [text, setText] = useState(HEAD);
  const units = useQuery({ queryKey: ["units"], queryFn: api.units, staleTime: 300_000 });
  const problems = useProblems(text, said.unit ?? "");
  const set = (change: Loading) => {
    key.current = newKey();
    setSaid((old) => ({ ...old, ...change }));
  };
  const load = useMutation({
    mutationFn: async () => api.loadCalendar({ ...given(said), text, ...(paper ? { fileName: paper.name, file: await base64(paper) } : {}) }, key.current),
    onSuccess: async (made) => {
      announce("Đã nạp lịch, chờ xem trước và công bố.");
      await queries.invalidateQueries({ queryKey: ["calendars"] });
      await go({ to: "/lich/da-nap/$id", params: { id: made.id } });
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    load.mutate();
  };
  return (
    <>
      <PageTitle>Nạp lịch làm việc</PageTitle>
      <form onSubmit={submit} className="card">
        <Stack gap="md">
          {load.isError && <Failure thrown={load.error} focus inputOf={(f) => INPUTS[f]} />}
          <TextInput id={INPUTS.title} label="Tên lịch" withAsterisk placeholder="Lịch nghỉ lễ, Tết năm 2028" value={said.title} onChange={(e) => set({ title: e.currentTarget.value })} />
          <Select
            id={INPUTS.unit} label="Áp dụng cho" description="Lịch của một đơn vị áp dụng cho cả các đơn vị trực thuộc, chồng lên lịch chung." searchable allowDeselect={false}
            data={[{ value: "", label: "Toàn quốc" }, ...(units.data?.items ?? []).map((u) => ({ value: u.id, label: u.name }))]}
            value={said.unit ?? ""} onChange={(v) => set({ unit: v ?? "" })}
          />
          <Group align="start" gap="md">
            <TextInput id={INPUTS.number} label="Số văn bản" placeholder="9859/TB-VPCP" value={said.number} onChange={(e) => set({ number: e.currentTarget.value })} />
            <DayInput id={INPUTS.issued} label="Ngày văn bản" value={said.issued ?? ""} onChange={(v) => set({ issued: v })} />
            <TextInput id={INPUTS.link} label="Đường dẫn văn bản" placeholder="https://" value={said.link} onChange={(e) => set({ link: e.currentTarget.value })} className="grow" />
          </Group>
          <FileInput placeholder="Chọn tệp" label="Bản chụp văn bản" description="Không bắt buộc, tối đa 10 MB" clearable value={paper} onChange={setPaper} accept=".pdf,.jpg,.jpeg,.png,.docx" />
          <FileInput placeholder="Chọn tệp" label="Lấy các ngày từ tệp CSV" description="Cột kind,date,name,source" accept=".csv,text/csv" onChange={(f) => f && void f.text().then(setText)} />
          <DayRow source={said.number ?? ""} add={(row) => setText((old) => (old.endsWith("\n") || old === "" ? old : old + "\n") + row + "\n")} />
          <Textarea id={INPUTS.text} label="Các ngày" withAsterisk autosize minRows={6} maxRows={20} value={text} onChange={(e) => setText(e.currentTarget.value)} classNames={{ input: "yaml" }} spellCheck={false}
            description="Mỗi dòng một ngày. Dòng «year,2028,,số văn bản» nói rằng lịch của cả năm đó đã đủ ở đây." />
          <Faults problems={problems} empty={text.trim() === HEAD.trim()} />
          <Group>
            <Button type="submit" loading={load.isPending} disabled={problems.length > 0 || text.trim() === HEAD.trim()}>Nạp lịch</Button>
            <Link to="/lich" search={{}} className="small">Về lịch làm việc</Link>
          </Group>
        </Stack>
      </form>
    </>
  );
}

/** given leaves out what was left empty. */
function given(said: Loading): Loading {
  return Object.fromEntries(Object.entries(said).filter(([, v]) => v)) as Loading;
}

/** useProblems asks the server about the text half a second after the last key. */
function useProblems(text: string, unit: string): Finding[] {
  const [asked, setAsked] = useState({ text, unit });
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked({ text, unit }), 500);
    return () => window.clearTimeout(timer);
  }, [text, unit]);
  const found = useQuery({
    queryKey: ["calendar-check", asked.text, asked.unit],
    queryFn: () => api.checkCalendar(asked.text, asked.unit),
    enabled: asked.text.trim() !== HEAD.trim(),
    placeholderData: (old) => old,
  });
  return found.data?.items ?? [];
}

function Faults({ problems, empty }: { problems: Finding[]; empty: boolean }) {
  return (
    <div role="status">
      <Text size="sm" className="soft">{empty ? "Chưa có ngày nào." : problems.length === 0 ? "Không có lỗi." : `${problems.length} lỗi:`}</Text>
      <ul className="plain-list findings">
        {problems.map((p, i) => <li key={i}><strong>dòng {p.line}, cột {p.column}</strong>: {p.message}</li>)}
      </ul>
    </div>
  );
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error ?? new Error("file"));
    reader.readAsDataURL(file);
  });
}
