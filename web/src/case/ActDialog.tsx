import { Alert, Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type FormEvent, type RefObject } from "react";
import { useAttempt } from "../api/attempt";
import { api } from "../api/calls";
import type { Case, LateCause, Offer, Refusal } from "../api/contract";
import { useMe } from "../api/me";
import { announce } from "../components/announce";
import { Cite } from "../components/Cite";
import { Failure, Unsure } from "../components/Failure";
import { DayInput } from "../forms/DayInput";
import { FormFields, inputId } from "../forms/FormFields";
import { useDay } from "../forms/useDay";
import { useForm } from "../forms/useForm";
import { useGuard } from "../forms/useGuard";
import { useProposals } from "../forms/useProposals";
import { outgoing, type Values } from "../forms/values";
import { dayFault } from "../lib/dayFault";
import { asked, cause, LateFields, lateFaults, lateInput, termOf } from "./Lateness";

type Props = { c: Case; offer: Offer; close: () => void; done: (sentence: string) => void };

/** ActDialog performs one act: the form the step asks for, the date, and what will follow. */
export function ActDialog({ c, offer, close, done }: Props) {
  const small = useMediaQuery("(max-width: 40em)");
  const leave = useRef(() => true);
  const shut = () => leave.current() && close();
  return (
    <Modal opened onClose={shut} title={<span className="modal-title">{offer.title}</span>} size="lg" fullScreen={small} closeOnClickOutside={false} className="act-dialog">
      <ActForm c={c} offer={offer} close={shut} done={done} leave={leave} />
    </Modal>
  );
}

type Body = { on: string; with: Values; late?: LateCause[] };

function ActForm({ c, offer, close, done, leave }: Props & { leave: RefObject<() => boolean> }) {
  const me = useMe();
  const attempt = useAttempt<Body>();
  const queries = useQueryClient();
  const form = useForm(offer.form, me.account, `${c.id}.${offer.act}`);
  const [on, setOn] = useDay(me.today);
  const [busy, setBusy] = useState(false);
  const missed = offer.closes ? asked(c) : [];
  // By term: while the form is open one may pass, or be said by somebody else.
  const [said, setSaid] = useState<Record<string, LateCause>>({});
  const late = missed.map((l) => said[termOf(l)] ?? cause(l));
  const proposed = useProposals(offer.form, form.values, on, offer.proposals, (filled) => api.propose(c.id, offer.act, { on, with: filled }).then((r) => r.items));
  const unsure = form.failed?.unknown ?? false;
  const guard = useGuard(form.dirty, unsure);
  leave.current = guard.leave;
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    // React hands events of a portal on to the form around it, where there is one.
    e.stopPropagation();
    const day = dayFault(on, { required: true, max: me.today });
    const faults = [...(day ? [{ field: "on", code: "date", sentence: `Ngày thực hiện: ${day.toLowerCase()}.` }] : []), ...lateFaults(late)];
    if (busy || !form.checkFilled(me.today, faults, [], proposed.filled)) return;
    setBusy(true);
    form.clearFailure();
    // What was proposed for the answers of a moment ago is not sent for these: it is shown first.
    if (!(await proposed.settle())) return setBusy(false);
    try {
      const { answer, earlier } = await attempt({ on, with: outgoing(offer.form, proposed.filled), ...(late.length > 0 && { late }) }, (body, key) => api.act(c.id, offer.act, body, key));
      guard.release();
      form.done();
      await queries.invalidateQueries();
      const sentence = (answer.sentence || `Đã ghi: ${offer.title}.`) + (earlier ? " Việc này đã được ghi từ lần gửi trước; những thay đổi sau lần đó chưa được ghi." : "");
      announce(sentence);
      done(sentence);
    } catch (thrown) {
      form.refuse(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate data-act={offer.act}>
      <Stack>
        <Text size="sm">Căn cứ: <Cite text={offer.cite} confidence={offer.confidence} /></Text>
        {offer.refusal && !form.failed && <Standing refusal={offer.refusal} />}
        {form.failed && <Failure thrown={form.failed} errors={form.failed.errors} focus inputOf={(f) => inputOf(offer, f)} />}
        {unsure && <Unsure what="Việc này" />}
        {form.restored && <Text size="sm" className="soft">Đã lấy lại phần đang nhập dở (không gồm danh tính, lời trình bày và tệp).</Text>}
        <DayInput id="ngay-thuc-hien" label="Ngày thực hiện" required value={on} onChange={setOn} max={me.today} />
        {offer.form && <FormFields form={offer.form} prefix="buoc" values={form.values} filled={proposed.filled} onChange={form.setValues} errors={form.byField} today={me.today} unit={c.responsible.id} proposals={proposed.proposals} touch={proposed.touch} />}
        {missed.map((l, i) => <LateFields key={termOf(l)} c={c} clock={l} value={late[i]} onChange={(v) => setSaid({ ...said, [termOf(l)]: v })} />)}
        <Consequence offer={offer} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Để sau</Button>
          <Button type="submit" loading={busy}>Xác nhận: {offer.title}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What stands in the way as the case is now, said before anything is sent: the day or a fact in this very form may change it. */
function Standing({ refusal }: { refusal: Refusal }) {
  return (
    <Alert role="note" color="yellow" variant="light" title="Điều kiện hiện chưa đủ">
      <Text size="sm">{refusal.sentence} {refusal.cite && <Cite text={`(${refusal.cite})`} />}</Text>
    </Alert>
  );
}

function inputOf(offer: Offer, field: string): string | undefined {
  if (field === "on") return "ngay-thuc-hien";
  if (lateInput(field)) return lateInput(field);
  const known = offer.form?.fields?.find((f) => f.name === field || field.split(".").includes(f.name));
  return known && inputId("buoc", known.name);
}

/** What will happen, said before it does. */
function Consequence({ offer }: { offer: Offer }) {
  const documents = offer.documents ?? [];
  if (!offer.to && documents.length === 0 && !offer.handoff) return null;
  return (
    <div className="consequence">
      <Text size="sm" fw={600}>Sau khi xác nhận</Text>
      <List size="sm">
        {offer.to && <List.Item>Hồ sơ chuyển sang giai đoạn “{offer.to.title}”.</List.Item>}
        {offer.handoff === "offer" && <List.Item>Cơ quan nhận được báo và phải trả lời tiếp nhận hay không; cho đến khi đó đơn vị này vẫn chịu trách nhiệm.</List.Item>}
        {documents.length > 0 && <List.Item>Văn bản kèm theo: {documents.join(", ")}.</List.Item>}
      </List>
    </div>
  );
}
