import { Button, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useAttempt } from "../api/attempt";
import { api } from "../api/calls";
import type { Officer, Replacement, ReplacementDesk, ReplacementEntry } from "../api/contract";
import { useMe } from "../api/me";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { DayInput } from "../forms/DayInput";
import { officerName, OfficersInput } from "../forms/OfficersInput";
import { useDay } from "../forms/useDay";
import { day } from "../lib/date";

const KEY = ["replacements"];

/** ReplacementsPage is where officers say that they are away or delegate a role, heads and administrators for others. */
export function ReplacementsPage() {
  const desk = useQuery({ queryKey: KEY, queryFn: api.replacements });
  return (
    <>
      <PageTitle>Vắng mặt, uỷ quyền</PageTitle>
      <Text size="sm" className="soft" mb="md">Trong thời gian ghi ở đây, việc và thông báo đến người làm thay. Người mà đơn nói về và người thân thích của họ không được thay, và không ai làm thay họ trong vụ việc ấy. Người được uỷ quyền không uỷ quyền lại.</Text>
      <Ready query={desk}>
        {(found) => (
          <Stack>
            <Entry desk={found} />
            <Entries items={found.items} />
          </Stack>
        )}
      </Ready>
    </>
  );
}

function Entries({ items }: { items: Replacement[] }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: api.endReplacement,
    onSuccess: () => { announce("Đã kết thúc."); return Promise.all([queries.invalidateQueries({ queryKey: KEY }), queries.invalidateQueries({ queryKey: ["me"] })]); },
  });
  return (
    <section className="card" aria-labelledby="da-ghi">
      <h2 id="da-ghi">Đã ghi</h2>
      {end.isError && <Failure thrown={end.error} focus />}
      {items.length === 0 && <p className="soft">Chưa có lần vắng mặt hay uỷ quyền nào.</p>}
      <ul className="plain-list">
        {items.map((r) => (
          <li key={r.id}>
            <Group justify="space-between" gap="sm">
              <div className="grow">
                <strong>{told(r)}</strong>
                <div className="small">{period(r)}{r.today ? " · đang áp dụng" : ""}</div>
                <div className="small soft">{[r.unit && `${r.roleTitle}, ${r.unit.name}`, r.basis, r.enteredBy ? `${r.enteredBy.name} ghi` : "từ tệp nhân sự"].filter(Boolean).join(" · ")}</div>
              </div>
              {r.mayEnd && <Button size="xs" variant="default" aria-label={`Kết thúc sớm: ${told(r)}`} loading={end.isPending && end.variables === r.id} onClick={() => window.confirm(`Kết thúc từ hôm nay: ${told(r)}?`) && end.mutate(r.id)}>Kết thúc sớm</Button>}
            </Group>
          </li>
        ))}
      </ul>
    </section>
  );
}

function told(r: Replacement): string {
  if (r.role) return `${r.user.name} uỷ quyền cho ${r.substitute?.name}`;
  return r.substitute ? `${r.user.name} vắng mặt, ${r.substitute.name} làm thay` : `${r.user.name} vắng mặt, chưa có người thay`;
}

function period(r: Replacement): string {
  const planned = r.to ? `${day(r.from)} – ${day(r.to)}` : `từ ${day(r.from)}, chưa rõ ngày về`;
  if (!r.ended) return planned;
  return r.ended === r.from ? `${planned} (đã bỏ)` : `${planned} (kết thúc sớm, từ ${day(r.ended)})`;
}

/** Entry is the form of one absence or delegation. */
function Entry({ desk }: { desk: ReplacementDesk }) {
  const me = useMe();
  const queries = useQueryClient();
  const attempt = useAttempt<ReplacementEntry>();
  const [kind, setKind] = useState("absence");
  const [who, setWho] = useState<Officer | null>(null); // null: me
  const [post, setPost] = useState("");
  const [substitute, setSubstitute] = useState<string | null>(null);
  const [from, setFrom] = useDay(me.today);
  const [to, setTo] = useState("");
  const [basis, setBasis] = useState("");
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const user = who?.id ?? me.id;
  const fellow = useQuery({ queryKey: ["colleagues", user], queryFn: () => api.colleagues(user) });
  const delegates = kind === "delegation";
  const choose = (o: Officer | null) => { setWho(o); setPost(""); setSubstitute(null); };
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailed(null);
    const [unit, role] = post.split(" ");
    try {
      await attempt({ user, from, ...(to && { to }), ...(substitute && { substitute }), ...(basis.trim() && { basis: basis.trim() }), ...(delegates && post && { unit, role }) }, api.replace);
      await Promise.all([queries.invalidateQueries({ queryKey: KEY }), queries.invalidateQueries({ queryKey: ["me"] })]);
      announce("Đã ghi.");
      setTo(""); setBasis(""); choose(null);
    } catch (thrown) {
      setFailed(thrown);
    }
    setBusy(false);
  };
  return (
    <section className="card" aria-labelledby="ghi-moi">
      <h2 id="ghi-moi">Ghi một lần mới</h2>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {failed !== null && <Failure thrown={failed} focus />}
          <Radio.Group label="Loại" value={kind} onChange={setKind}>
            <Group mt={4}><Radio value="absence" label="Vắng mặt" /><Radio value="delegation" label="Uỷ quyền một vai trò" /></Group>
          </Radio.Group>
          <Who desk={desk} who={who} choose={choose} />
          {delegates && <Select label="Vai trò được uỷ quyền" required value={post || null} onChange={(v) => setPost(v ?? "")} data={(fellow.data?.posts ?? []).map((p) => ({ value: `${p.unit.id} ${p.role}`, label: `${p.title}, ${p.unit.name}` }))} />}
          <Select
            label={delegates ? "Người được uỷ quyền" : "Người làm thay"} description={delegates ? undefined : "Để trống nếu không có: thông báo đến cấp trên."} required={delegates} clearable searchable
            value={substitute} onChange={setSubstitute} nothingFoundMessage="Không có cán bộ nào cùng đơn vị" data={(fellow.data?.officers ?? []).map((o) => ({ value: o.id, label: officerName(o) }))}
          />
          <Group gap="sm" align="end">
            <DayInput id="tu-ngay" label="Từ ngày" required value={from} onChange={setFrom} />
            <DayInput id="den-ngay" label="Đến hết ngày" required={delegates} description={delegates ? undefined : "Để trống nếu chưa rõ"} value={to} onChange={setTo} />
          </Group>
          <TextInput label="Văn bản" description="Số, ngày của văn bản. Đừng ghi lý do riêng tư." required={delegates} maxLength={300} value={basis} onChange={(e) => setBasis(e.currentTarget.value)} />
          <Group><Button type="submit" loading={busy}>Ghi</Button></Group>
        </Stack>
      </form>
    </section>
  );
}

/** Who chooses for whom an entry is: administrators search, heads choose among their officers, others are themselves. */
function Who({ desk, who, choose }: { desk: ReplacementDesk; who: Officer | null; choose: (o: Officer | null) => void }) {
  const me = useMe();
  if (desk.all) return <OfficersInput id="ghi-cho" label="Ghi cho" description="Để trống: cho chính mình." value={who ? [who] : []} onChange={(list) => choose(list.at(-1) ?? null)} />;
  if (desk.officers.length === 0) return null;
  const data = [{ value: me.id, label: `${me.name} (tôi)` }, ...desk.officers.map((o) => ({ value: o.id, label: officerName(o) }))];
  return <Select label="Ghi cho" allowDeselect={false} searchable data={data} value={who?.id ?? me.id} onChange={(id) => choose(desk.officers.find((o) => o.id === id) ?? null)} />;
}
