import { Button, Paper, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import { ME } from "../api/me";
import { Problem } from "../api/problem";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";

export function SignIn() {
  const { ve } = useSearch({ strict: false }) as { ve?: string };
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [failed, setFailed] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  const go = useNavigate();

  const submit = async (e: FormEvent) => {
    e.preventDefault();
    setBusy(true);
    setFailed(null);
    try {
      const me = await api.signIn(account.trim(), password);
      queries.clear();
      queries.setQueryData(ME, me);
      // Only an address of this page may be returned to.
      if (ve?.startsWith("/") && !ve.startsWith("//")) router.history.push(ve);
      else await go({ to: "/viec" });
    } catch (thrown) {
      setFailed(wrongPassword(thrown));
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <Paper withBorder p="xl" radius="lg" w="100%" maw={400}>
        <p className="brand"><img src="/favicon.svg" alt="" width={30} height={30} /> Đơn thư</p>
        <PageTitle>Đăng nhập</PageTitle>
        <Text size="sm" className="soft" mb="md">Tiếp nhận và giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh.</Text>
        {failed !== null && <Failure thrown={failed} focus />}
        <form onSubmit={submit}>
          <Stack>
            <TextInput label="Tài khoản" name="account" autoComplete="username" autoCapitalize="none" spellCheck={false} required withAsterisk={false} value={account} onChange={(e) => setAccount(e.currentTarget.value)} autoFocus />
            <PasswordInput label="Mật khẩu" name="password" autoComplete="current-password" required withAsterisk={false} value={password} onChange={(e) => setPassword(e.currentTarget.value)} visibilityToggleButtonProps={{ "aria-label": "Hiện hoặc ẩn mật khẩu", tabIndex: 0 }} />
            <Button type="submit" loading={busy} fullWidth>Đăng nhập</Button>
          </Stack>
        </form>
      </Paper>
    </main>
  );
}

function wrongPassword(thrown: unknown): unknown {
  if (thrown instanceof Problem && thrown.status === 401 && thrown.code.startsWith("http-")) {
    return new Problem(401, { detail: "Tài khoản hoặc mật khẩu chưa đúng." });
  }
  return thrown;
}
