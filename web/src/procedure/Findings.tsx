import { Badge, Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../api/calls";
import type { Finding } from "../api/contract";
import { Failure } from "../components/Failure";
import { Markdown } from "../components/Markdown";
import { Ready } from "../components/Ready";
import type { CheckState } from "./useChecked";

/** Findings lists what the checker says, errors first; each leads to its line and to its page of help. */
export function Findings({ problems, checking, failed, show }: CheckState & { show: (p: Finding) => void }) {
  const sorted = [...problems].sort((a, b) => a.severity.localeCompare(b.severity) || a.line - b.line);
  return (
    <div>
      {failed !== null && <Failure thrown={failed} />}
      <Text size="sm" role="status" className="soft" mb="xs">{summary(problems, checking)}</Text>
      <ul className="plain-list findings">
        {sorted.map((p, i) => <Item key={i} p={p} show={show} />)}
      </ul>
    </div>
  );
}

function summary(problems: Finding[], checking: boolean): string {
  if (checking) return "Đang kiểm tra…";
  const errors = problems.filter((p) => p.severity === "error").length;
  return problems.length === 0 ? "Không có lỗi." : `${errors} lỗi, ${problems.length - errors} cảnh báo.`;
}

function Item({ p, show }: { p: Finding; show: (p: Finding) => void }) {
  const [help, setHelp] = useState(false);
  const [story, setStory] = useState(false);
  return (
    <li className="finding">
      <Badge color="red.9" variant={p.severity === "error" ? "filled" : "default"}>{p.severity === "error" ? "Lỗi" : "Cảnh báo"}</Badge>{" "}
      <button type="button" className="link" onClick={() => show(p)}>dòng {p.line}, cột {p.column}</button>
      <div>{p.message}</div>
      {p.suggestion && <div className="small">Gợi ý: <strong>{p.suggestion}</strong></div>}
      {p.source && <pre tabIndex={0}>{p.source}</pre>}
      {p.help && <Button size="compact-sm" variant="subtle" onClick={() => setHelp(!help)} aria-expanded={help}>Giải thích <span className="code">&nbsp;{p.code}</span></Button>}
      {p.story && <Button size="compact-sm" variant="subtle" onClick={() => setStory(!story)} aria-expanded={story}>Vụ việc dẫn đến đó</Button>}
      {p.story && story && <pre tabIndex={0} className="story" aria-label="Vụ việc ngắn nhất dẫn đến chỗ sai">{p.story}</pre>}
      {help && <Help code={p.help ?? p.code} />}
    </li>
  );
}

function Help({ code }: { code: string }) {
  const page = useQuery({ queryKey: ["help", code], queryFn: () => api.checkHelp(code), staleTime: Infinity });
  return <Ready query={page}>{(p) => <div className="small help"><Markdown text={p.markdown} /></div>}</Ready>;
}
