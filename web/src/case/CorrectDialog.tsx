import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent, type RefObject } from "react";
import { useAttempt } from "../api/attempt";
import { api, type Correction } from "../api/calls";
import type { Case, Offer, Step } from "../api/contract";
import { useMe } from "../api/me";
import { announce } from "../components/announce";
import { Failure, Unsure } from "../components/Failure";
import { DayInput } from "../forms/DayInput";
import { FormFields, inputId } from "../forms/FormFields";
import { useForm } from "../forms/useForm";
import { useGuard } from "../forms/useGuard";
import { outgoing } from "../forms/values";
import { dayFault } from "../lib/dayFault";
import { moment } from "../lib/date";

type Shared = { c: Case; close: () => void; done: (sentence: string) => void };

/** CorrectDialog corrects one step of the record, or inserts an act that was forgotten. Nothing is erased: the correction is a step of its own. */
export function CorrectDialog({ target, ...rest }: Shared & { target: Step | "forgotten" }) {
  const small = useMediaQuery("(max-width: 40em)");
  const leave = useRef(() => true);
  const shut = () => leave.current() && rest.close();
  const title = target === "forgotten" ? "Bổ sung việc bị bỏ sót" : `Đính chính: ${target.title}`;
  return (
    <Modal opened onClose={shut} title={<span className="modal-title">{title}</span>} size="lg" fullScreen={small} closeOnClickOutside={false} className="correct-dialog">
      <Text size="sm" mb="md">Bước đã ghi vẫn giữ trong hồ sơ. Đính chính là một bước mới, ghi tên bạn và lý do; mọi thời hạn được tính lại theo ngày đúng.</Text>
      {target === "forgotten" ? <Forgotten {...rest} close={shut} leave={leave} /> : <Correct {...rest} close={shut} leave={leave} step={target} />}
    </Modal>
  );
}

type Part = Shared & { leave: RefObject<() => boolean> };

function Correct({ step, ...rest }: Part & { step: Step }) {
  const [how, setHow] = useState("date");
  const until = step.corrected?.on ?? step.correction?.on ?? step.on;
  return (
    <Stack>
      {step.kind !== "open" && (
        <Radio.Group label="Sai ở đâu" value={how} onChange={setHow}>
          <Stack gap="xs" mt="xs">
            <Radio value="date" label={`Sai ngày (đang ghi ngày ${moment(until)})`} />
            <Radio value="void" label="Ghi nhầm: việc này không xảy ra" />
          </Stack>
        </Radio.Group>
      )}
      {step.kind === "open" && <Text size="sm">Ngày nhận đang ghi: {moment(until)}.</Text>}
      <Sending {...rest} dated={how === "date"} go={how === "date" ? "Đính chính ngày" : "Hủy bước này"} more={() => (how === "date" ? { step: step.seq } : { step: step.seq, void: true })} except={step.seq} />
    </Stack>
  );
}

function Forgotten(rest: Part) {
  const acts = rest.c.corrects?.forgotten as Offer[] | undefined ?? [];
  const [name, setName] = useState("");
  const act = acts.find((a) => a.act === name);
  return (
    <Stack>
      <NativeSelect id="viec-bo-sot" label="Việc bị bỏ sót" required value={name} onChange={(e) => setName(e.currentTarget.value)} data={[{ value: "", label: "Chọn việc" }, ...acts.map((a) => ({ value: a.act, label: a.title }))]} />
      {act && <Sending key={act.act} {...rest} dated go="Bổ sung việc này" form={act.form} more={() => ({ act: act.act })} />}
    </Stack>
  );
}

type SendingProps = Part & { dated: boolean; go: string; form?: Offer["form"]; more: () => Partial<Correction>; except?: number };

/** Sending asks for the true date, the form of a forgotten act and the reason, and sends them. */
function Sending({ c, close, done, leave, dated, go, form: fields, more, except }: SendingProps) {
  const me = useMe();
  const attempt = useAttempt<Correction>();
  const queries = useQueryClient();
  const form = useForm(fields, me.account, `${c.id}.dinh-chinh`);
  const [on, setOn] = useState("");
  const [before, setBefore] = useState("");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const unsure = form.failed?.unknown ?? false;
  const guard = useGuard(form.dirty || reason !== "" || on !== "", unsure);
  leave.current = guard.leave;
  const sameDay = dated ? c.steps.filter((s) => s.kind !== "open" && s.seq !== except && c.corrects?.steps.includes(s.seq) && counts(s) === on && on !== "") : [];
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    e.stopPropagation();
    const fault = dated ? dayFault(on, { required: true, max: me.today }) : undefined;
    const missing = [
      ...(fault ? [{ field: "on", code: "date", sentence: `Ngày đúng: ${fault.toLowerCase()}.` }] : []),
      ...(reason.trim().length < 5 ? [{ field: "reason", code: "required", sentence: "Ghi lý do đính chính, ít nhất 5 ký tự." }] : []),
    ];
    if (busy || !form.checkFilled(me.today, missing)) return;
    setBusy(true);
    form.clearFailure();
    try {
      const body = { ...more(), ...(dated && { on }), ...(before && sameDay.length > 0 && { before: Number(before) }), ...(fields && { with: outgoing(fields, form.values) }), reason: reason.trim() };
      const { answer } = await attempt(body, (b, key) => api.correct(c.id, b, key));
      guard.release();
      form.done();
      await queries.invalidateQueries();
      announce(answer.sentence);
      done(answer.sentence);
    } catch (thrown) {
      form.refuse(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {form.failed && <Failure thrown={form.failed} errors={form.failed.errors} focus inputOf={(f) => inputOf(fields, f)} />}
        {unsure && <Unsure what="Đính chính này" />}
        {dated && <DayInput id="ngay-dung" label="Ngày đúng" required value={on} onChange={setOn} max={me.today} />}
        {sameDay.length > 0 && (
          <NativeSelect label="Thứ tự trong ngày" value={before} onChange={(e) => setBefore(e.currentTarget.value)}
            data={[{ value: "", label: "Theo thứ tự đã ghi" }, ...sameDay.map((s) => ({ value: String(s.seq), label: `Ngay trước: ${s.title} (bước ${s.seq})` }))]} />
        )}
        {fields && <FormFields form={fields} prefix="sot" values={form.values} onChange={form.setValues} errors={form.byField} today={me.today} unit={c.responsible.id} />}
        <Textarea id="ly-do-dinh-chinh" label="Lý do đính chính" description="Ví dụ: văn thư vào sổ nhầm ngày. Không ghi tên người có đơn." required autosize minRows={2} maxLength={500} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Để sau</Button>
          <Button type="submit" loading={busy}>{go}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The date of a step as it counts now; empty where it does not. */
function counts(s: Step): string {
  if (s.corrected) return s.corrected.void ? "" : s.corrected.on ?? "";
  return s.correction?.on ?? s.on;
}

function inputOf(form: Offer["form"], field: string): string | undefined {
  if (field === "on") return "ngay-dung";
  if (field === "reason") return "ly-do-dinh-chinh";
  const known = form?.fields?.find((f) => f.name === field || field.split(".").includes(f.name));
  return known && inputId("sot", known.name);
}
