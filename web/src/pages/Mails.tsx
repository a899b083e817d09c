import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/calls";
import type { Mail } from "../api/contract";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { instant } from "../lib/date";

/** Mails shows what left by mail in a demonstration, where a built-in server catches it instead of sending. */
export function Mails() {
  const mails = useQuery({ queryKey: ["mails"], queryFn: api.mails, refetchInterval: 15_000 });
  return (
    <>
      <PageTitle>Thư đã gửi</PageTitle>
      <Text size="sm" className="soft" mb="md">Bản trình diễn: thư không ra ngoài mà được giữ lại ở đây. Thư không bao giờ nêu tên người khiếu nại, người tố cáo.</Text>
      <Ready query={mails}>{({ items }) => (items.length ? <Letters items={items} /> : <p className="card">Chưa có thư nào được gửi.</p>)}</Ready>
    </>
  );
}

function Letters({ items }: { items: Mail[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <ul className="rows">
      {items.map((m) => (
        <li key={m.id} className="row letter">
          <div className="small soft">{instant(m.at)}</div>
          <div className="main">
            <button type="button" className="link subject" aria-expanded={chosen === m.id} onClick={() => setChosen(chosen === m.id ? null : m.id)}>{m.subject}</button>
            <div className="small soft wrap">đến {m.to.join(", ")}</div>
            {chosen === m.id && <p className="narrative mail">{m.text}</p>}
          </div>
          <div className="side small wrap">từ {m.from}</div>
        </li>
      ))}
    </ul>
  );
}
