import { Anchor } from "@mantine/core";
import { api } from "../api/calls";
import type { Case } from "../api/contract";
import { day, instant } from "../lib/date";
import { size } from "../lib/words";

/** Papers lists the files of the case and the facts that the law's terms depend on. */
export function Papers({ c }: { c: Case }) {
  return (
    <section className="card" aria-labelledby="tai-lieu">
      <h2 id="tai-lieu">Tài liệu</h2>
      {c.files.length === 0 && <p className="soft">Chưa có tệp nào.</p>}
      <ul className="plain-list">
        {c.files.map((f) => (
          <li key={f.id}>
            {f.missing
              ? <><span className="wrap">{f.name}</span><div className="small"><strong>Không có trong kho bảo mật; xin báo quản trị viên.</strong></div></>
              : <><Anchor href={api.fileAddress(f.id)} download className="wrap">{f.name}</Anchor>
                <div className="small soft">{size(f.size)}{f.at && ` · ${instant(f.at)}`} · <span className="code" title={"SHA-256 " + f.sha256}>{f.sha256.slice(0, 12)}</span></div></>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Facts({ c }: { c: Case }) {
  if (c.facts.length === 0) return null;
  return (
    <section className="card" aria-labelledby="tinh-tiet">
      <h2 id="tinh-tiet">Tình tiết đã xác định</h2>
      <dl className="facts">
        {c.facts.map((f) => <Fact key={f.name} title={f.title} value={f.value} />)}
      </dl>
    </section>
  );
}

function Fact({ title, value }: { title: string; value: unknown }) {
  const text = value === true ? "Có" : value === false ? "Không" : day(String(value));
  return <><dt>{title}</dt><dd>{text}</dd></>;
}
