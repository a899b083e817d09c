import { Button, Checkbox, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent, type ReactNode } from "react";
import { api } from "../api/calls";
import type { Case, Officer } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { OfficersInput } from "../forms/OfficersInput";

/** Barred lists whom the case is about, for those who may say so (the server tells nobody else), and lets them name others. */
export function Barred({ c }: { c: Case }) {
  const [open, setOpen] = useState<Officer | "new" | null>(null);
  if (!c.exclusions) return null;
  const { officers, close, mayReadmit } = c.exclusions;
  const leave = () => setOpen(null);
  return (
    <section className="card" aria-labelledby="khong-duoc-biet">
      <h2 id="khong-duoc-biet">Người không được biết vụ việc</h2>
      {officers.length === 0 && <p className="soft">Chưa chặn cán bộ nào. Nếu đơn nói về một cán bộ hoặc về người thân của cán bộ đó, hãy chặn họ trước khi giao việc.</p>}
      <ul className="plain-list">
        {officers.map((o) => (
          <li key={o.id}>
            <Group justify="space-between" gap="sm">
              <div className="grow"><strong>{o.name}</strong><div className="small soft">{[...o.units, close.includes(o.id) && "Người thân thích"].filter(Boolean).join("; ")}</div></div>
              {mayReadmit && <Button size="xs" variant="default" aria-label={`Bỏ chặn ${o.name}`} onClick={() => setOpen(o)}>Bỏ chặn</Button>}
            </Group>
          </li>
        ))}
      </ul>
      <Button variant="default" size="sm" mt="xs" leftSection={<IconUserOff size={16} aria-hidden />} onClick={() => setOpen("new")}>Chặn một cán bộ</Button>
      {open && (
        <Modal opened onClose={leave} title={<span className="modal-title">{open === "new" ? "Chặn cán bộ khỏi vụ việc" : `Bỏ chặn ${open.name}`}</span>} size="lg">
          {open === "new" ? <Bar c={c} close={leave} /> : <Readmit c={c} officer={open} close={leave} />}
        </Modal>
      )}
    </section>
  );
}

function Bar({ c, close }: { c: Case; close: () => void }) {
  const [officers, setOfficers] = useState<Officer[]>([]);
  const [kin, setKin] = useState(false);
  return (
    <Reasoned
      close={close} ready={officers.length > 0} go="Chặn khỏi vụ việc" example="Ví dụ: là người bị tố cáo; là người thân của người bị tố cáo."
      said={`Đã chặn ${officers.map((o) => o.name).join(", ")} khỏi vụ việc.`} send={(reason) => api.exclude(c.id, officers.map((o) => o.id), kin ? "close" : "subject", reason)}
    >
      <Text size="sm">Người bị chặn không thấy hồ sơ và các hồ sơ liên kết, không được giao việc, không nhận thông báo; người thay hay được họ uỷ quyền cũng không làm thay họ ở đây. Họ không được báo là đã bị chặn. Thủ trưởng bỏ chặn được, có lý do; mọi lần đều ghi vào nhật ký.</Text>
      <OfficersInput id="chan-can-bo" label="Cán bộ" required value={officers} onChange={setOfficers} />
      <Checkbox label="Đơn không nói về người này; người này là người thân thích của người mà đơn nói về" checked={kin} onChange={(e) => setKin(e.currentTarget.checked)} />
    </Reasoned>
  );
}

function Readmit({ c, officer, close }: { c: Case; officer: Officer; close: () => void }) {
  return (
    <Reasoned close={close} ready go="Bỏ chặn" example="Ví dụ: chặn nhầm người cùng tên." said={`Đã bỏ chặn ${officer.name}.`} send={(reason) => api.readmit(c.id, officer.id, reason)}>
      <Text size="sm">Người này lại thấy hồ sơ và nhận thông báo theo vai trò của mình. Ở hồ sơ liên kết, việc chặn vẫn giữ nguyên.</Text>
    </Reasoned>
  );
}

type ReasonedProps = { children: ReactNode; ready: boolean; go: string; example: string; said: string; send: (reason: string) => Promise<void>; close: () => void };

/** Reasoned is a form that is sent with a reason, which is written down. */
function Reasoned({ children, ready, go, example, said, send, close }: ReasonedProps) {
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      await send(reason.trim());
      await queries.invalidateQueries({ queryKey: ["case"] });
      announce(said);
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
        {children}
        <Textarea label="Lý do" description={example} required withAsterisk minRows={2} autosize maxLength={500} value={reason} onChange={(e) => setReason(e.currentTarget.value)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>Để sau</Button>
          <Button type="submit" loading={busy} disabled={!ready || reason.trim().length < 5}>{go}</Button>
        </Group>
      </Stack>
    </form>
  );
}
