export type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; items: string[] }
  | { kind: "paragraph"; text: string };

export type Span = { code: boolean; strong: boolean; text: string };

const ITEM = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/;
const HEADING = /^(#{1,6})\s+(.*)$/;

/** blocks reads the little Markdown in which the checker's help is written; what it does not know stays text. */
export function blocks(markdown: string): Block[] {
  const out: Block[] = [];
  const lines = markdown.replace(/\r/g, "").split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (/^```/.test(line)) {
      const end = lines.findIndex((l, n) => n > i && /^```/.test(l));
      const stop = end < 0 ? lines.length : end;
      out.push({ kind: "code", text: lines.slice(i + 1, stop).join("\n") });
      i = stop;
    } else if (line.trim()) {
      add(out, line, i > 0 && lines[i - 1].trim() !== "");
    }
  }
  return out;
}

function add(out: Block[], line: string, goesOn: boolean) {
  const heading = HEADING.exec(line);
  const item = ITEM.exec(line);
  const last = out.at(-1);
  if (heading) out.push({ kind: "heading", level: heading[1].length, text: heading[2] });
  else if (item && last?.kind === "list" && last.ordered === (item[1] !== undefined)) last.items.push(item[2]);
  else if (item) out.push({ kind: "list", ordered: item[1] !== undefined, items: [item[2]] });
  else if (goesOn && last?.kind === "paragraph") last.text += " " + line.trim();
  else if (goesOn && last?.kind === "list") last.items[last.items.length - 1] += " " + line.trim();
  else out.push({ kind: "paragraph", text: line.trim() });
}

/** spans splits a line at `code`, **strong** and links, of which the words are kept. */
export function spans(text: string): Span[] {
  const plain = text.replace(/\[([^\]]+)\]\([^)]*\)/g, "$1");
  return plain.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map((part) => {
    if (/^`.+`$/.test(part)) return { code: true, strong: false, text: part.slice(1, -1) };
    if (/^\*\*.+\*\*$/.test(part)) return { code: false, strong: true, text: part.slice(2, -2) };
    return { code: false, strong: false, text: part };
  });
}
