import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useAttempt } from "../api/attempt";
import { api } from "../api/calls";
import type { Case, LateCause, LateClock } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { UnitInput } from "../forms/BodyInput";
import { day } from "../lib/date";

/** asked are the missed terms of which nobody said yet through whom. */
export function asked(c: Case): LateClock[] {
  return c.lateness?.clocks.filter((l) => l.said.length === 0) ?? [];
}

/** termOf tells the runs of clocks apart, in names of fields too. */
export function termOf(l: { clock: string; run?: number }): string {
  return l.run ? `${l.clock}.${l.run}` : l.clock;
}

/** cause is what is filled in for a term; the body that answered then is named until another one is chosen. */
export function cause(l: LateClock): LateCause {
  return { clock: l.clock, ...(l.run && { run: l.run }), unit: l.unit, cause: "", note: "" };
}

type FieldsProps = { c: Case; clock: LateClock; value: LateCause; onChange: (value: LateCause) => void };

/** LateFields asks through which body a term was missed, and why. */
export function LateFields({ c, clock, value, onChange }: FieldsProps) {
  const id = `cham.${termOf(clock)}`;
  return (
    <fieldset className="consequence">
      <legend>Đã quá hạn {day(clock.due)}: {clock.title}</legend>
      <Stack gap="xs">
        <UnitInput id={`${id}.unit`} field={{ name: "unit", title: "Đơn vị để chậm", type: "unit", required: true }} value={value.unit} onChange={(unit) => onChange({ ...value, unit })} />
        <NativeSelect id={`${id}.cause`} label="Nguyên nhân chậm" required value={value.cause} onChange={(e) => onChange({ ...value, cause: e.currentTarget.value })}
          data={[{ value: "", label: "Chọn nguyên nhân" }, ...(c.lateness?.causes ?? []).map((k) => ({ value: k.name, label: k.title }))]} />
        <Textarea id={`${id}.note`} label="Ghi chú về nguyên nhân" description="Không ghi tên người có đơn." autosize minRows={1} maxLength={500} required={value.cause === "khac"} value={value.note} onChange={(e) => onChange({ ...value, note: e.currentTarget.value })} />
      </Stack>
    </fieldset>
  );
}

/** lateFaults are what is missing before a cause can be sent. */
export function lateFaults(late: LateCause[]) {
  return late.flatMap((l) => [
    ...(l.unit ? [] : [{ field: `lateness.${termOf(l)}.unit`, code: "required", sentence: "Cần chọn đơn vị để chậm." }]),
    ...(l.cause ? [] : [{ field: `lateness.${termOf(l)}.cause`, code: "required", sentence: "Cần chọn nguyên nhân chậm." }]),
    ...(l.cause !== "khac" || l.note?.trim() ? [] : [{ field: `lateness.${termOf(l)}.note`, code: "required", sentence: "Ghi rõ nguyên nhân khác." }]),
  ]);
}

/** lateInput is the input of a field of which the server or the page speaks. */
export function lateInput(field: string): string | undefined {
  return field.startsWith("lateness.") ? field.replace("lateness.", "cham.") : undefined;
}

/** Lateness shows through which body terms of the case were missed, and lets the head of the body that answers say it anew. */
export function Lateness({ c }: { c: Case }) {
  const [anew, setAnew] = useState<LateClock | null>(null);
  if (!c.lateness) return null;
  return (
    <section className="card" aria-labelledby="vi-sao-cham">
      <h2 id="vi-sao-cham">Vì sao chậm</h2>
      <ul className="plain-list">
        {c.lateness.clocks.map((l) => (
          <li key={termOf(l)}>
            <strong>{l.title}</strong> · quá hạn {day(l.due)}
            {l.said.length === 0 && <div className="small">{c.outcome ? "Hồ sơ đã tự kết thúc mà chưa nêu đơn vị để chậm." : "Chưa nêu đơn vị để chậm. Phải nêu trước khi kết thúc hồ sơ."}</div>}
            {l.said.map((s, i) => <SaidLine key={i} said={s} holds={i === 0} />)}
            {c.lateness?.mayName && <Button size="xs" variant="subtle" onClick={() => setAnew(l)} aria-label={`Nêu nguyên nhân chậm: ${l.title}`}>{l.said.length ? "Nêu lại" : "Nêu nguyên nhân"}</Button>}
          </li>
        ))}
      </ul>
      {anew && <Modal opened onClose={() => setAnew(null)} title={<span className="modal-title">Nêu nguyên nhân chậm</span>}><Anew c={c} clock={anew} close={() => setAnew(null)} /></Modal>}
    </section>
  );
}

function SaidLine({ said, holds }: { said: LateClock["said"][number]; holds: boolean }) {
  const text = `${said.unit.name}: ${said.cause.title}`;
  return (
    <div>
      {holds ? text : <del>{text}</del>}
      {said.note && <Text size="sm" className="narrative">{said.note}</Text>}
      <div className="small soft">{said.author.name} nêu ngày {day(said.on)}{!holds && ", đã nêu lại"}</div>
    </div>
  );
}

function Anew({ c, clock, close }: { c: Case; clock: LateClock; close: () => void }) {
  const attempt = useAttempt<LateCause>();
  const queries = useQueryClient();
  const [value, setValue] = useState(cause(clock));
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const faults = failed === "fault" ? lateFaults([value]) : [];
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    e.stopPropagation();
    if (busy) return;
    if (lateFaults([value]).length > 0) return setFailed("fault");
    setBusy(true);
    try {
      await attempt(value, (b, key) => api.nameLateness(c.id, b, key));
      await queries.invalidateQueries();
      announce("Đã ghi nguyên nhân chậm.");
      close();
    } catch (thrown) {
      setFailed(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {faults.length > 0 && <p role="alert">{faults.map((f) => f.sentence).join(" ")}</p>}
        {failed !== null && failed !== "fault" && <Failure thrown={failed} focus />}
        <LateFields c={c} clock={clock} value={value} onChange={setValue} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Để sau</Button>
          <Button type="submit" loading={busy}>Ghi nguyên nhân</Button>
        </Group>
      </Stack>
    </form>
  );
}
