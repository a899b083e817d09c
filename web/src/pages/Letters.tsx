import { Alert, Badge, Button, Group, Text, Textarea, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/calls";
import type { LetterKind, LetterProblem, LetterText } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { PageTitle } from "../components/PageTitle";
import { Pick } from "../components/Pick";
import { Ready } from "../components/Ready";
import { instant } from "../lib/date";
import { useRested } from "../lib/useRested";

/** Letters is where an administrator writes what mails and messages say. */
export function Letters() {
  const kinds = useQuery({ queryKey: ["letters"], queryFn: api.letters, refetchOnWindowFocus: false, staleTime: Infinity });
  const [chosen, choose] = useState("remind");
  return (
    <>
      <PageTitle>Mẫu thư</PageTitle>
      <Text size="sm" className="soft" mt={6} mb="md">Thư điện tử và tin nhắn gửi cán bộ. Mẫu chỉ nêu mã hồ sơ, thời hạn và căn cứ; không bao giờ nêu tên ai hay nội dung đơn.</Text>
      <Ready query={kinds}>
        {({ items }) => {
          const k = items.find((i) => i.kind === chosen) ?? items[0];
          return (
            <>
              <Pick label="Loại thư" value={k.kind} options={items.map((i) => ({ value: i.kind, title: i.title }))} onChange={choose} />
              <Desk key={k.kind + k.version} k={k} />
            </>
          );
        }}
      </Ready>
    </>
  );
}

const same = (a: LetterText, b: LetterText) => a.subject === b.subject && a.body === b.body && a.short === b.short;

function Desk({ k }: { k: LetterKind }) {
  const queries = useQueryClient();
  const [text, setText] = useState<LetterText>(k.current);
  const [failed, setFailed] = useState<unknown>(null);
  const rested = useRested(text, 500);
  const checked = useQuery({ queryKey: ["letter-check", k.kind, rested], queryFn: () => api.checkLetter(k.kind, rested), placeholderData: (before) => before });
  const dirty = !same(text, k.current);
  useBlocker({ shouldBlockFn: () => dirty && !window.confirm("Mẫu thư có thay đổi chưa lưu. Rời trang này?"), enableBeforeUnload: () => dirty });
  const keep = async (save: () => Promise<LetterKind>, said: string) => {
    setFailed(null);
    try {
      await save();
      announce(said);
      await Promise.all([queries.invalidateQueries({ queryKey: ["letters"] }), queries.invalidateQueries({ queryKey: ["letter-history"] })]);
    } catch (thrown) {
      setFailed(thrown);
    }
  };
  const problems = checked.data?.problems ?? [];
  const errors = problems.filter((p) => p.severity === "error").length;
  const field = (part: keyof LetterText) => ({
    value: text[part],
    onChange: (e: { currentTarget: { value: string } }) => setText({ ...text, [part]: e.currentTarget.value }),
    error: problems.some((p) => p.part === part && p.severity === "error"),
  });
  return (
    <div className="desk letter-desk">
      <section className="card" aria-label={`Mẫu ${k.title}`}>
        <Badge variant="outline" mb="sm">{k.own ? `Mẫu của đơn vị, lần lưu ${k.version}` : "Mẫu có sẵn"}</Badge>
        {k.broken && <Alert color="yellow" variant="light" mb="sm" title="Mẫu này có lỗi nên đang gửi theo mẫu có sẵn" />}
        {failed !== null && <Failure thrown={failed} focus />}
        <TextInput label="Tiêu đề thư" {...field("subject")} />
        <Textarea label="Nội dung thư" description="Dòng có trường mà mọi trường đều trống sẽ được bỏ." autosize minRows={12} mt="sm" classNames={{ input: "code-input" }} {...field("body")} />
        <TextInput label="Tin ngắn (SMS, Zalo)" mt="sm" {...field("short")} />
        <Group gap="sm" mt="md">
          <Button disabled={!dirty || errors > 0} title={errors ? "Cần sửa hết lỗi trước khi lưu" : undefined} onClick={() => keep(() => api.saveLetter(k.kind, text, k.version), "Đã lưu mẫu thư.")}>Lưu</Button>
          {dirty && <Button variant="default" onClick={() => setText(k.current)}>Bỏ thay đổi</Button>}
          {k.own && <Button variant="default" onClick={() => window.confirm("Quay về mẫu có sẵn? Mẫu của đơn vị vẫn còn trong lịch sử.") && void keep(() => api.builtinLetter(k.kind, k.version), "Đã quay về mẫu có sẵn.")}>Quay về mẫu có sẵn</Button>}
        </Group>
        <Fields k={k} />
        <History k={k} load={setText} />
      </section>
      <div>
        <Problems problems={problems} failed={checked.error} />
        {checked.data && <Preview text={checked.data.preview} />}
      </div>
    </div>
  );
}

function Fields({ k }: { k: LetterKind }) {
  return (
    <details>
      <summary>Các trường dùng được ({k.fields.length})</summary>
      <dl className="facts">
        {k.fields.map((f) => <div key={f.name} className="pair"><dt className="code">{`{{${f.name}}}`}</dt><dd>{f.title}</dd></div>)}
      </dl>
    </details>
  );
}

const PARTS = { subject: "Tiêu đề", body: "Nội dung", short: "Tin ngắn" };

function Problems({ problems, failed }: { problems: LetterProblem[]; failed: unknown }) {
  return (
    <section className="card" aria-labelledby="loi-mau" >
      <h2 id="loi-mau">Kiểm tra</h2>
      {failed != null && <Failure thrown={failed} />}
      <Text size="sm" role="status" className="soft">{problems.length === 0 ? "Không có lỗi." : `${problems.length} lỗi hoặc cảnh báo.`}</Text>
      <ul className="plain-list findings">
        {problems.map((p, i) => (
          <li key={i} className="finding">
            <Badge color="red.9" variant={p.severity === "error" ? "filled" : "default"}>{p.severity === "error" ? "Lỗi" : "Cảnh báo"}</Badge> {PARTS[p.part]}{p.line > 0 && `, dòng ${p.line}, cột ${p.column}`}
            <div>{p.message}</div>
            {p.suggestion && <div className="small">Gợi ý: <strong>{`{{${p.suggestion}}}`}</strong></div>}
            {p.source && <pre tabIndex={0}>{p.source}</pre>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Preview({ text }: { text: LetterText }) {
  return (
    <section className="card" aria-labelledby="xem-truoc">
      <h2 id="xem-truoc">Xem trước</h2>
      <Text size="sm" fw={600} className="wrap">{text.subject}</Text>
      <p className="narrative mail">{text.body}</p>
      <Text size="sm" className="wrap"><span className="soft">Tin ngắn: </span>{text.short}</Text>
    </section>
  );
}

function History({ k, load }: { k: LetterKind; load: (text: LetterText) => void }) {
  const [open, setOpen] = useState(false);
  const list = useQuery({ queryKey: ["letter-history", k.kind], queryFn: () => api.letterHistory(k.kind), enabled: open });
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>Lịch sử</summary>
      {open && <Ready query={list}>
        {({ items }) => (
          <ul className="plain-list">
            {items.length === 0 && <li className="small">Chưa lưu lần nào.</li>}
            {items.map((v) => (
              <li key={v.version}>
                <Group justify="space-between" gap="sm">
                  <div className="grow small">Lần {v.version}: {v.builtin ? "quay về mẫu có sẵn" : v.text.subject}<div className="soft">{v.author.name}, {instant(v.at)}</div></div>
                  {!v.builtin && <Button size="xs" variant="default" aria-label={`Lấy lại mẫu lần ${v.version}`} onClick={() => load(v.text)}>Lấy lại</Button>}
                </Group>
              </li>
            ))}
          </ul>
        )}
      </Ready>}
    </details>
  );
}
