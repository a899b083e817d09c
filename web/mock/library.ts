// Reads the procedures of the library well enough to try the page without a
// server. It knows nothing of terms or guards: dates in the mock are invented.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { Form, FieldType, Kind, Option, PlanView } from "../src/api/contract";

type Titled = Record<string, { title?: string; cite?: string }>;
type RawField = { type: FieldType; title: string; required?: boolean; help?: string; cite?: string; options?: Titled };
type RawClock = { title: string; cite: string; term: unknown; confidence?: string; starts: unknown; met?: unknown; stops?: unknown; pauses?: { from: string; until: string }; lapse?: { in: string; to: string } };
export type RawAct = { title: string; role: string | string[]; form?: string; cite: string; requires?: string[]; documents?: string[]; handoff?: string; repeats?: boolean; when?: string };
type RawStage = { title?: string; tasks?: string[]; acts?: Record<string, unknown>; outcome?: string };
export type Raw = {
  procedure: string; title: string; kind: Kind; version: string; opening?: string; intake: string;
  roles: Record<string, { title: string; at?: string }>;
  forms: Record<string, { title: string; number?: string; fields: Record<string, RawField> }>;
  clocks: Record<string, RawClock>; acts: Record<string, RawAct>; stages: Record<string, RawStage>;
};

export const list = (v: unknown): string[] => (v === undefined ? [] : Array.isArray(v) ? v.map(String) : [String(v)]);

export function read(path: string): { raw: Raw; text: string } {
  const text = readFileSync(fileURLToPath(new URL("../../procedures/library/" + path, import.meta.url)), "utf8");
  return { raw: parse(text, { schema: "core" }) as Raw, text };
}

export function form(raw: Raw, name: string): Form {
  const f = raw.forms[name];
  return {
    name, title: f.title, number: f.number,
    fields: Object.entries(f.fields).map(([field, v]) => ({
      name: field, title: v.title, type: v.type, required: !!v.required, help: v.help, cite: v.cite, options: options(v.options),
    })),
  };
}

function options(raw: Titled | undefined): Option[] | undefined {
  return raw && Object.entries(raw).map(([value, o]) => ({ value, title: o.title ?? value, cite: o.cite }));
}

export function plan(raw: Raw, visited: string[], current?: string): PlanView {
  return {
    procedure: raw.procedure, title: raw.title, version: raw.version, hash: "5f0c".padEnd(64, "a7"),
    opening: raw.opening ?? Object.keys(raw.stages)[0],
    roles: Object.entries(raw.roles).map(([name, r]) => ({ name, title: r.title, at: r.at ?? "responsible" })),
    stages: Object.entries(raw.stages).map(([name, s]) => ({
      name, title: s.title ?? name, outcome: s.outcome, tasks: s.tasks ?? [], clocks: [],
      moves: [
        ...Object.entries(s.acts ?? {}).map(([act, to]) => ({ act, to: targets(to) })),
        ...Object.entries(raw.clocks).filter(([, c]) => c.lapse?.in === name).map(([act, c]) => ({ act, to: [c.lapse!.to ?? ""] })),
      ],
    })),
    acts: Object.entries(raw.acts).map(([name, a]) => ({ name, title: a.title, roles: list(a.role), cite: a.cite, form: a.form })),
    clocks: Object.entries(raw.clocks).map(([name, c]) => ({ name, title: c.title, cite: c.cite, confidence: c.confidence, terms: terms(c.term) })),
    visited, current, ways: [], drawing: "<svg width='1' height='1'></svg>",
  };
}

function targets(to: unknown): string[] {
  if (typeof to === "string") return [to === "stay" ? "" : to];
  return (to as { to: string }[]).map((t) => t.to);
}

function terms(term: unknown): { when?: string; is: string; cite?: string }[] {
  if (typeof term === "string") return [{ is: term }];
  return (Array.isArray(term) ? term : [term]) as { when?: string; is: string; cite?: string }[];
}
