import { Alert, Button, Group, Radio, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState, type FormEvent, type RefObject } from "react";
import { useAttempt } from "../api/attempt";
import { api } from "../api/calls";
import type { Intake as Intakes, Officer } from "../api/contract";
import { useMe } from "../api/me";
import type { FieldError } from "../api/problem";
import { announce } from "../components/announce";
import { Failure, Unsure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { DayInput } from "../forms/DayInput";
import { EarlierContext } from "../forms/earlier";
import { FormFields, inputId } from "../forms/FormFields";
import { OfficersInput } from "../forms/OfficersInput";
import { useEarlier } from "../forms/useEarlier";
import { useDay } from "../forms/useDay";
import { useForm } from "../forms/useForm";
import { useGuard } from "../forms/useGuard";
import { outgoing, type Values } from "../forms/values";
import { addDays, day, parseHour } from "../lib/date";
import { dayFault } from "../lib/dayFault";
import { KIND } from "../lib/words";

type Item = Intakes["items"][number];

/** Intake registers a petition: which procedure, when it came, and the form the procedure asks for. */
export function Intake() {
  const me = useMe();
  const [received, setReceived] = useDay(me.today);
  const asks = useSearch({ strict: false }) as Record<string, string | undefined>;
  const [chosen, setChosen] = useState(asks["quy-trinh"] ?? "");
  const leave = useRef(() => true);
  // While a day is being typed, and while it is none, the forms of the last good day stand.
  const good = useRef(me.today);
  if (!dayFault(received, { required: true, max: me.today })) good.current = received;
  const [asked] = useDebouncedValue(good.current, 250);
  // The day of receipt chooses the version; what was typed stays when the form changes with it.
  const intake = useQuery({ queryKey: ["intake", asked], queryFn: () => api.intake(asked), staleTime: 300_000, placeholderData: keepPreviousData });
  const last = useRef<Item>(undefined);
  return (
    <>
      <PageTitle>Tiếp nhận đơn</PageTitle>
      <Ready query={intake}>
        {(data) => {
          const found = data.items.find((i) => i.procedure === chosen);
          const item = found ?? (last.current?.procedure === chosen ? last.current : undefined);
          last.current = item;
          return (
            <Stack maw={860} mt="md">
              <Procedures items={data.items} day={asked} chosen={chosen} choose={(v) => leave.current() && setChosen(v)} />
              {!item && asked !== me.today && <div><Button variant="default" onClick={() => setReceived(me.today)}>Chọn lại ngày nhận là hôm nay</Button></div>}
              {item && <Petition key={item.procedure} item={item} start={item.procedure === asks["quy-trinh"] && asks.o && asks.tu ? { [asks.o]: asks.tu } : NOTHING} units={data.units} received={received} setReceived={setReceived} inForce={found !== undefined || asked !== received} leave={leave} />}
            </Stack>
          );
        }}
      </Ready>
    </>
  );
}

/** A petition that was not opened from another case. */
const NOTHING = {};

/** Nearly every letter begins one of these; the others grow out of an earlier case or are rare. */
const COMMON = ["xu-ly-don", "khieu-nai-lan-dau", "to-cao", "kien-nghi-phan-anh", "tiep-cong-dan"];

type ProceduresProps = { items: Item[]; day: string; chosen: string; choose: (v: string) => void };

function Procedures({ items, day: received, chosen, choose }: ProceduresProps) {
  const me = useMe();
  if (items.length === 0 && me.can.intake) return <p className="card">Không có quy trình nào có hiệu lực cho đơn nhận ngày {day(received)}. Hãy kiểm tra lại ngày nhận.</p>;
  if (items.length === 0) return <p className="card">Tài khoản này không được giao tiếp nhận đơn ở đơn vị nào.</p>;
  const kinds = [...new Set(items.map((i) => i.kind))];
  const groups = [{ title: "Thường gặp", of: COMMON.flatMap((p) => items.find((i) => i.procedure === p) ?? []) },
    ...kinds.map((k) => ({ title: KIND[k], of: items.filter((i) => i.kind === k && !COMMON.includes(i.procedure)) }))].filter((g) => g.of.length > 0);
  return (
    <section className="card" aria-labelledby="chon-loai">
      <h2 id="chon-loai">1. Loại đơn</h2>
      <Radio.Group value={chosen} onChange={choose} aria-labelledby="chon-loai">
        <Stack gap="md">
          {groups.map((g) => (
            <div key={g.title} role="group" aria-label={g.title}>
              <Text fw={600} size="sm" mb={6}>{g.title}</Text>
              <Stack gap="xs">{g.of.map((i) => <Radio key={i.procedure} value={i.procedure} label={i.title} />)}</Stack>
            </div>
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}

/** Inputs beside the procedure's own form, by the names the server gives them. */
const BESIDE: Record<string, string> = { received: "ngay-nhan", hour: "gio-nhan" };

type PetitionProps = { item: Item; start: Record<string, string>; units: Intakes["units"]; received: string; setReceived: (day: string) => void; inForce: boolean; leave: RefObject<() => boolean> };

type Body = { procedure: string; received: string; unit?: string; with: Values };

function Petition({ item, start, units, received, setReceived, inForce, leave }: PetitionProps) {
  const me = useMe();
  const go = useNavigate();
  const queries = useQueryClient();
  const attempt = useAttempt<Body>();
  const form = useForm(item.form, me.account, "tiep-nhan." + item.procedure, start);
  const [hour, setHour] = useState("");
  const [unit, setUnit] = useState(units[0]?.id ?? "");
  const [about, setAbout] = useState<Officer[]>([]);
  const [close, setClose] = useState<Officer[]>([]);
  const [closeWhy, setCloseWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const clock = parseHour(hour);
  const earlier = useEarlier({ procedure: item.procedure, form: item.form, day: received, unit, start, setValues: form.setValues });

  const unsure = form.failed?.unknown ?? false;
  const guard = useGuard(form.dirty || hour !== "" || about.length + close.length > 0, unsure);
  leave.current = guard.leave;

  const faults = (): FieldError[] => {
    const date = dayFault(received, { required: true, max: me.today });
    return [
      ...(date ? [{ field: "received", code: "date", sentence: `Ngày nhận đơn: ${date.toLowerCase()}.` }] : []),
      ...(hour && !clock ? [{ field: "hour", code: "time", sentence: "Giờ nhận: ghi giờ như 14:30." }] : []),
      ...(close.length > 0 && !closeWhy.trim() ? [{ field: "closeWhy", code: "missing", sentence: "Cần ghi quan hệ của người thân thích." }] : []),
    ];
  };
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    if (busy || !form.checkFilled(me.today, faults(), earlier.secrets)) return;
    const body = {
      procedure: item.procedure, received: clock ? `${received}T${clock}` : received,
      ...(unit && { unit }), with: outgoing(item.form, form.values), ...(about.length > 0 && { about: about.map((o) => o.id) }),
      ...(close.length > 0 && { close: close.map((o) => o.id), closeWhy: closeWhy.trim() }),
    };
    setBusy(true);
    form.clearFailure();
    try {
      const { answer: receipt, earlier } = await attempt(body, api.openCase);
      guard.release();
      form.done();
      announce(`Đã ghi sổ, mã ${receipt.code}`);
      void queries.invalidateQueries();
      await go({ to: "/ho-so/$id/bien-nhan", params: { id: receipt.code }, state: { receipt, earlier } as never });
    } catch (thrown) {
      form.refuse(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {form.failed && <Failure thrown={form.failed} focus inputOf={(f) => BESIDE[f] ?? (item.form.fields?.some((x) => x.name === f) ? inputId("nhan", f) : undefined)} />}
        {unsure && <Unsure what="Đơn" />}
        {form.restored && (
          <Alert color="lam" variant="light" title="Đã lấy lại bản đang nhập dở">
            <Text size="sm">Danh tính, nội dung đơn và tệp đính kèm không được lưu trên máy này nên cần nhập lại.</Text>
            <Button size="xs" variant="default" mt="xs" onClick={form.restart}>Bỏ bản dở, nhập từ đầu</Button>
          </Alert>
        )}
        <section className="card" aria-labelledby="ngay-nhan-muc">
          <h2 id="ngay-nhan-muc">2. Ngày nhận</h2>
          <Group align="end" gap="sm">
            <DayInput id="ngay-nhan" label="Ngày nhận đơn" required value={received} onChange={setReceived} max={me.today} />
            <Group gap={6}>
              <Button variant={received === me.today ? "light" : "default"} onClick={() => setReceived(me.today)}>Hôm nay</Button>
              <Button variant={received === addDays(me.today, -1) ? "light" : "default"} onClick={() => setReceived(addDays(me.today, -1))}>Hôm qua</Button>
            </Group>
            <TextInput id="gio-nhan" label="Giờ nhận (nếu cần)" placeholder="14:30" inputMode="numeric" value={hour} error={hour && !clock ? "Ghi giờ như 14:30" : undefined} onChange={(e) => setHour(e.currentTarget.value)} w={160} />
          </Group>
          {!inForce && <Text size="sm" c="red.9" mt="sm">Không có bản quy trình này áp dụng cho đơn nhận ngày {day(received)}.</Text>}
          {units.length > 1 && (
            <Select mt="sm" label="Đơn vị tiếp nhận" data={units.map((u) => ({ value: u.id, label: u.name }))} value={unit} onChange={(v) => setUnit(v ?? "")} allowDeselect={false} />
          )}
          {units.length === 1 && <Text size="sm" className="soft" mt="sm">Đơn vị tiếp nhận: {units[0].name}</Text>}
        </section>
        <section className="card" aria-labelledby="noi-dung-don">
          <h2 id="noi-dung-don">3. {item.form.title}</h2>
          {item.form.number && <Text size="sm" className="soft" mb="sm">{item.form.number}</Text>}
          <EarlierContext value={earlier.desk}>
            <FormFields form={item.form} prefix="nhan" values={form.values} onChange={form.setValues} errors={form.byField} today={me.today} unit={unit} />
          </EarlierContext>
        </section>
        <section className="card" aria-labelledby="don-noi-ve">
          <h2 id="don-noi-ve">4. Cán bộ mà đơn nói về</h2>
          <OfficersInput id="can-bo-bi-neu" label="Cán bộ bị khiếu nại, tố cáo, phản ánh (nếu có trong hệ thống)" description="Những người này không thấy, không được giao và không nhận thông báo nào về đơn." value={about} onChange={setAbout} />
          <OfficersInput id="nguoi-than-thich" label="Người thân thích của những người này (nếu có trong hệ thống)" description="Cũng bị chặn như vậy." value={close} onChange={setClose} />
          {close.length > 0 && <TextInput id="quan-he" label="Quan hệ" description="Ví dụ: vợ, con, anh chị em ruột; hoặc quan hệ khác khiến việc giải quyết không khách quan." required value={closeWhy} maxLength={500} onChange={(e) => setCloseWhy(e.currentTarget.value)} />}
        </section>
        <Group>
          <Button type="submit" loading={busy}>Ghi sổ và in biên nhận</Button>
          <Text size="sm" className="soft">Sau khi ghi sổ, thời hạn bắt đầu được tính.</Text>
        </Group>
      </Stack>
    </form>
  );
}
