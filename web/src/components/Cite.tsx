/** Cite shows a legal basis as it is written in the procedure, kept in one piece on the line. */
export function Cite({ text }: { text: string }) {
  return <cite className="cite">{text}</cite>;
}
