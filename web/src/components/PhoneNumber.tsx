import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import type { MyGateway } from "../api/contract";
import { asProblem } from "../api/problem";
import { instant } from "../lib/date";
import { announce } from "./announce";
import { Failure } from "./Failure";
import { Ready } from "./Ready";

const KEY = ["gateway"];
const BY = { me: "bạn ghi", administrator: "quản trị ghi", file: "từ tệp nhân sự" };

/** PhoneNumber is where an officer says to which number messages (SMS, Zalo) go; only its end is ever shown. */
export function PhoneNumber() {
  const found = useQuery({ queryKey: KEY, queryFn: api.myGateway });
  return (
    <section className="card" aria-labelledby="so-nhan-tin">
      <h2 id="so-nhan-tin">Số nhận tin nhắn</h2>
      <Text size="sm" className="soft">Nơi có cổng tin nhắn (SMS, Zalo) thì cảnh báo được gửi đến số này khi không gửi được thư. Tin nhắn chỉ có mã hồ sơ và thời hạn.</Text>
      <Ready query={found}>{(mine) => <Entry mine={mine} />}</Ready>
    </section>
  );
}

function Entry({ mine }: { mine: MyGateway }) {
  const queries = useQueryClient();
  const [phone, setPhone] = useState("");
  const save = useMutation({
    mutationFn: api.setMyGateway,
    onSuccess: (now) => { setPhone(""); announce(now.masked ? "Đã ghi số nhận tin nhắn." : "Đã bỏ số nhận tin nhắn."); queries.setQueryData(KEY, now); },
  });
  const wrong = save.isError ? asProblem(save.error).errors.find((e) => e.field === "phone") : undefined;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (phone.trim() && !save.isPending) save.mutate(phone);
  };
  return (
    <>
      <Text size="sm" mt="sm">{mine.masked ? <>Đang dùng: <span className="code">{mine.masked}</span> ({mine.by ? BY[mine.by] : ""} {instant(mine.at ?? "")})</> : "Chưa có số nào."}</Text>
      {save.isError && !wrong && <Failure thrown={save.error} focus />}
      <form onSubmit={submit} noValidate>
        <Group align="end" gap="sm" my="md">
          <TextInput type="tel" inputMode="tel" autoComplete="tel-national" maxLength={40} label="Số điện thoại di động" value={phone} error={wrong?.sentence} onChange={(e) => setPhone(e.currentTarget.value)} className="grow" />
          <Button type="submit" disabled={!phone.trim()} loading={save.isPending && save.variables !== ""}>Ghi số</Button>
          {mine.masked && <Button variant="default" loading={save.isPending && save.variables === ""} onClick={() => window.confirm("Bỏ số nhận tin nhắn?") && save.mutate("")}>Bỏ số này</Button>}
        </Group>
      </form>
    </>
  );
}
