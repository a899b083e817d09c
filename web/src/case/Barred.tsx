import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import type { Case, Officer } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { OfficersInput } from "../forms/OfficersInput";

/** Barred lists whom the case is about, for those who may say so (the server tells nobody else), and lets them name others. */
export function Barred({ c }: { c: Case }) {
  const [open, setOpen] = useState(false);
  if (!c.exclusions) return null;
  const { officers } = c.exclusions;
  return (
    <section className="card" aria-labelledby="khong-duoc-biet">
      <h2 id="khong-duoc-biet">Người không được biết vụ việc</h2>
      {officers.length === 0 && <p className="soft">Chưa chặn cán bộ nào. Nếu đơn nói về một cán bộ hoặc về người thân của cán bộ đó, hãy chặn họ trước khi giao việc.</p>}
      <ul className="plain-list">
        {officers.map((o) => <li key={o.id}><strong>{o.name}</strong><div className="small soft">{o.units.join("; ")}</div></li>)}
      </ul>
      <Button variant="default" size="sm" mt="xs" leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => setOpen(true)}>Chặn một cán bộ</Button>
      {open && (
        <Modal opened onClose={() => setOpen(false)} title={<span className="modal-title">Chặn cán bộ khỏi vụ việc</span>} size="lg">
          <Bar c={c} close={() => setOpen(false)} />
        </Modal>
      )}
    </section>
  );
}

function Bar({ c, close }: { c: Case; close: () => void }) {
  const queries = useQueryClient();
  const [officers, setOfficers] = useState<Officer[]>([]);
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      await api.exclude(c.id, officers.map((o) => o.id), reason.trim());
      await queries.invalidateQueries({ queryKey: ["case"] });
      announce(`Đã chặn ${officers.map((o) => o.name).join(", ")} khỏi vụ việc.`);
      close();
    } catch (thrown) {
      setFailed(thrown);
      setBusy(false);
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {failed !== null && <Failure thrown={failed} focus />}
        <Text size="sm">Người bị chặn không thấy hồ sơ, không được giao việc, không nhận thông báo; họ cũng không được báo là đã bị chặn. Việc chặn không gỡ được ở đây và được ghi vào nhật ký cùng lý do.</Text>
        <OfficersInput id="chan-can-bo" label="Cán bộ" required value={officers} onChange={setOfficers} />
        <Textarea label="Lý do" description="Ví dụ: là người bị tố cáo; là người thân của người bị tố cáo." required withAsterisk minRows={2} autosize maxLength={500} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Để sau</Button>
          <Button type="submit" loading={busy} disabled={officers.length === 0 || reason.trim().length < 5}>Chặn khỏi vụ việc</Button>
        </Group>
      </Stack>
    </form>
  );
}
