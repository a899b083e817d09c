type Props = { text: string; confidence?: string };

/** Cite shows a legal basis as it is written in the procedure, kept in one piece on the line; with confidence (K or I) it is still to be held against the gazette. */
export function Cite({ text, confidence }: Props) {
  return <><cite className="cite">{text}</cite>{confidence && <span className="soft"> · cần đối chiếu</span>}</>;
}
