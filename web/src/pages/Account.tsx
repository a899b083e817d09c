import { Alert, Button, CopyButton, Group, NumberInput, PasswordInput, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import { useMe } from "../api/me";
import { announce } from "../components/announce";
import { CalendarFeed } from "../components/CalendarFeed";
import { Failure } from "../components/Failure";
import { PhoneNumber } from "../components/PhoneNumber";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { instant } from "../lib/date";

export function Account() {
  const me = useMe();
  return (
    <>
      <PageTitle>Tài khoản</PageTitle>
      <div className="account-page">
        <section className="card" aria-labelledby="toi">
          <h2 id="toi">{me.name}</h2>
          <Text size="sm" className="soft">Tên đăng nhập: <span className="code">{me.account}</span></Text>
          <ul className="plain-list roles">
            {me.roles.map((r) => <li key={r.role + r.unit.id + (r.for ?? "")}>{r.for ? `${r.title} (thay ${r.for})` : r.title}<div className="small soft">{r.unit.name}</div></li>)}
          </ul>
        </section>
        <CalendarFeed />
        <PhoneNumber />
        <Password />
        <Tokens />
      </div>
    </>
  );
}

/** Password changes the officer's own; other sessions of theirs end. */
function Password() {
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useMutation({ mutationFn: () => api.changePassword(old, fresh), onSuccess: () => { setOld(""); setFresh(""); announce("Đã đổi mật khẩu."); } });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    change.mutate();
  };
  return (
    <section className="card" aria-labelledby="mat-khau">
      <h2 id="mat-khau">Đổi mật khẩu</h2>
      <Text size="sm" className="soft">Các phiên đăng nhập khác của tài khoản này sẽ kết thúc.</Text>
      {change.isError && <Failure thrown={change.error} focus />}
      <form onSubmit={submit}>
        <Group align="end" gap="sm" my="md">
          <PasswordInput label="Mật khẩu hiện tại" autoComplete="current-password" required withAsterisk={false} value={old} onChange={(e) => setOld(e.currentTarget.value)} className="grow" visibilityToggleButtonProps={{ "aria-label": "Hiện mật khẩu hiện tại" }} />
          <PasswordInput label="Mật khẩu mới (từ 10 ký tự)" autoComplete="new-password" required withAsterisk={false} minLength={10} maxLength={200} value={fresh} onChange={(e) => setFresh(e.currentTarget.value)} className="grow" visibilityToggleButtonProps={{ "aria-label": "Hiện mật khẩu mới" }} />
          <Button type="submit" loading={change.isPending}>Đổi mật khẩu</Button>
        </Group>
      </form>
    </section>
  );
}

/** Tokens let other programs use the API with this officer's rights; a token is shown once. */
function Tokens() {
  const queries = useQueryClient();
  const list = useQuery({ queryKey: ["tokens"], queryFn: api.tokens });
  const refresh = () => queries.invalidateQueries({ queryKey: ["tokens"] });
  const drop = useMutation({ mutationFn: api.dropToken, onSuccess: () => { announce("Đã thu hồi mã."); return refresh(); } });
  return (
    <section className="card" aria-labelledby="ma-api">
      <h2 id="ma-api">Mã truy cập API</h2>
      <Text size="sm" className="soft">Dành cho phần mềm khác gọi API thay tài khoản này. Mã chỉ hiện một lần.</Text>
      <NewToken made={refresh} />
      {drop.isError && <Failure thrown={drop.error} />}
      <Ready query={list}>
        {({ items }) => (
          <ul className="plain-list">
            {items.map((t) => (
              <li key={t.id}>
                <Group justify="space-between" gap="sm">
                  <div className="grow"><strong>{t.name}</strong><div className="small soft">tạo {instant(t.created)}, hết hạn {instant(t.expires)}, {t.lastUsed ? `dùng lần cuối ${instant(t.lastUsed)}` : "chưa dùng"}</div></div>
                  <Button size="xs" variant="default" aria-label={`Thu hồi mã ${t.name}`} onClick={() => window.confirm(`Thu hồi mã “${t.name}”?`) && drop.mutate(t.id)}>Thu hồi</Button>
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Ready>
    </section>
  );
}

function NewToken({ made }: { made: () => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState<number>(90);
  const make = useMutation({ mutationFn: () => api.makeToken(name.trim(), days), onSuccess: () => { setName(""); made(); } });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="sm" my="md">
        <TextInput label="Tên gợi nhớ" required withAsterisk={false} value={name} onChange={(e) => setName(e.currentTarget.value)} className="grow" />
        <NumberInput label="Số ngày dùng" min={1} max={365} value={days} onChange={(v) => setDays(Number(v) || 1)} w={130} />
        <Button type="submit" loading={make.isPending}>Tạo mã</Button>
      </Group>
      {make.isError && <Failure thrown={make.error} focus />}
      {make.data && (
        <Alert color="lam" variant="light" mb="md" title="Hãy chép mã ngay, mã sẽ không hiện lại" role="status">
          <Text className="code wrap token" component="code">{make.data.token}</Text>
          <CopyButton value={make.data.token}>{({ copied, copy }) => <Button size="xs" mt="xs" variant="default" onClick={copy}>{copied ? "Đã chép" : "Chép mã"}</Button>}</CopyButton>
        </Alert>
      )}
    </form>
  );
}
