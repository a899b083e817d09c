import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconEye, IconLock } from "@tabler/icons-react";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import type { Case, Identity, Revealed } from "../api/contract";
import { Failure } from "../components/Failure";

/** Secret shows that a person stands behind the petition; who it is appears only for a stated, recorded reason. */
export function Secret({ c }: { c: Case }) {
  const [open, setOpen] = useState(false);
  if (!c.identity && !c.narrative) return null;
  // Who may not read the identity may still read what was written for them.
  const see = c.identity?.mayReveal ? "Xem danh tính" : c.narrative ? "Xem nội dung" : "";
  return (
    <section className="card" aria-labelledby="danh-tinh">
      <h2 id="danh-tinh">Người gửi đơn và nội dung</h2>
      <Group justify="space-between" gap="sm">
        <div>
          <span><IconLock size={15} aria-hidden /> {c.identity?.missing && "Danh tính: "}{c.identity?.masked ?? "Nội dung đơn được giữ kín"}</span>
          {c.identity?.protected && <div className="small"><strong>Có yêu cầu giữ bí mật danh tính</strong></div>}
        </div>
        {see && <Button variant="default" size="sm" leftSection={<IconEye size={16} aria-hidden />} onClick={() => setOpen(true)}>{see}</Button>}
      </Group>
      {open && (
        <Modal opened onClose={() => setOpen(false)} title={<span className="modal-title">{see}</span>} size="lg">
          <Reveal id={c.id} see={see} />
        </Modal>
      )}
    </section>
  );
}

/** What is revealed lives in this component only and is gone when the dialog closes. */
function Reveal({ id, see }: { id: string; see: string }) {
  const [reason, setReason] = useState("");
  const [shown, setShown] = useState<Revealed | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  if (shown) return <Shown r={shown} />;
  const ask = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      setShown(await api.reveal(id, reason.trim()));
    } catch (thrown) {
      setFailed(thrown);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={ask}>
      <Stack>
        {failed !== null && <Failure thrown={failed} focus />}
        <Text size="sm">Lần xem này được ghi vào nhật ký truy cập cùng tên người xem, thời điểm và lý do.</Text>
        <Textarea label="Lý do cần xem" required withAsterisk minRows={2} autosize value={reason} onChange={(e) => setReason(e.currentTarget.value)} data-autofocus />
        <Group justify="flex-end"><Button type="submit" loading={busy} disabled={reason.trim().length < 5}>{see}</Button></Group>
      </Stack>
    </form>
  );
}

function Shown({ r }: { r: Revealed }) {
  return (
    <div tabIndex={-1} ref={(node) => node?.focus()} className="revealed">
      {r.identity && <dl className="facts">{rows(r.identity).map(([t, v]) => <Row key={t} term={t} text={v} />)}</dl>}
      {(r.narratives ?? []).map((n, i) => (
        <section key={i}><h3>{n.title}</h3><p className="narrative">{n.text}</p></section>
      ))}
      {(r.missing ?? []).map((title) => <p key={title}><strong>{title}</strong>: không có trong kho bảo mật; xin báo quản trị viên.</p>)}
    </div>
  );
}

function rows(who: Identity): [string, string][] {
  const all: [string, unknown][] = [
    ["Họ và tên", who.name], ["Năm sinh", who.birthYear], ["Số căn cước / hộ chiếu", who.idNumber],
    ["Điện thoại", who.phone], ["Địa chỉ", who.address], ["Giữ bí mật", who.protect ? "Có yêu cầu" : undefined],
  ];
  return all.filter(([, v]) => v).map(([t, v]) => [t, String(v)]);
}

function Row({ term, text }: { term: string; text: string }) {
  return <><dt>{term}</dt><dd>{text}</dd></>;
}
