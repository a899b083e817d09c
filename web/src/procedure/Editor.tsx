import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, defaultHighlightStyle, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import "@fontsource-variable/noto-sans-mono";
import { useEffect, useRef } from "react";
import type { Finding } from "../api/contract";

type Props = {
  text: string;
  onChange?: (text: string) => void;
  problems?: Finding[];
  label: string;
  /** Line to show, with a turn that changes when the same line is asked for again. */
  goTo?: { line: number; turn: number };
};

const WORDS = {
  Find: "Tìm", Replace: "Thay bằng", next: "tiếp", previous: "trước", all: "tất cả", "match case": "phân biệt hoa thường",
  "by word": "cả từ", regexp: "biểu thức", replace: "thay", "replace all": "thay hết", close: "đóng", "Go to line": "Đến dòng", go: "đi",
};

/** Editor shows YAML with the problems the server found at their lines. Tab indents; Escape then Tab leaves it. */
export default function Editor({ text, onChange, problems, label, goTo }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const told = useRef(onChange);
  told.current = onChange;
  const locked = onChange === undefined;
  const lock = useRef(new Compartment());

  useEffect(() => {
    view.current = new EditorView({ parent: host.current!, state: EditorState.create({ doc: text, extensions: extensions(label, lock.current, told) }) });
    return () => view.current?.destroy();
    // The text is handed over once; afterwards the editor owns it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [label]);
  useEffect(() => {
    view.current?.dispatch({ effects: lock.current.reconfigure([EditorState.readOnly.of(locked), EditorView.editable.of(!locked)]) });
  }, [locked]);
  useEffect(() => {
    const v = view.current;
    if (v) v.dispatch(setDiagnostics(v.state, (problems ?? []).map((p) => diagnostic(v.state.doc, p))));
  }, [problems]);
  useEffect(() => {
    const v = view.current;
    if (!v || !goTo) return;
    const line = v.state.doc.line(Math.min(Math.max(goTo.line, 1), v.state.doc.lines));
    v.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
    v.focus();
  }, [goTo]);
  return <div ref={host} className="editor" />;
}

function extensions(label: string, lock: Compartment, told: { current?: (text: string) => void }) {
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
  return [
    lineNumbers(), foldGutter(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), highlightSelectionMatches(),
    search({ top: true }), yaml(), indentUnit.of("  "), syntaxHighlighting(defaultHighlightStyle), lintGutter(),
    keymap.of([...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab]),
    EditorState.phrases.of(WORDS), lock.of([]), EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
    EditorView.cspNonce.of(nonce ?? ""),
    EditorView.updateListener.of((u) => { if (u.docChanged) told.current?.(u.state.doc.toString()); }),
  ];
}

/** Lines and columns of the server start at 1; a column beyond the line ends at the line. */
function diagnostic(doc: Text, p: Finding): Diagnostic {
  const from = place(doc, p.line, p.column);
  const to = Math.max(place(doc, p.endLine || p.line, p.endColumn || p.column + 1), from);
  const message = p.suggestion ? `${p.message} Gợi ý: ${p.suggestion}` : p.message;
  return { from, to, severity: p.severity, message, source: p.code };
}

function place(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}
