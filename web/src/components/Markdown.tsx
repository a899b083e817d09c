import { Fragment } from "react";
import { blocks, spans, type Block } from "../lib/markdown";

/** Markdown shows a page of help; its text becomes elements one by one, never HTML. */
export function Markdown({ text }: { text: string }) {
  return blocks(text).map((b, i) => <Piece key={i} b={b} />);
}

function Piece({ b }: { b: Block }) {
  if (b.kind === "code") return <pre tabIndex={0}>{b.text}</pre>;
  if (b.kind === "paragraph") return <p><Words text={b.text} /></p>;
  if (b.kind === "heading") return b.level === 1 ? <h3><Words text={b.text} /></h3> : <h4><Words text={b.text} /></h4>;
  const items = b.items.map((t, i) => <li key={i}><Words text={t} /></li>);
  return b.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Words({ text }: { text: string }) {
  return spans(text).map((s, i) => {
    if (s.code) return <code key={i} className="code wrap">{s.text}</code>;
    return s.strong ? <strong key={i}>{s.text}</strong> : <Fragment key={i}>{s.text}</Fragment>;
  });
}
