import type { CaseFile, Field, Form, Identity, Proposal } from "../api/contract";
import type { FieldError } from "../api/problem";
import { dayFault } from "../lib/dayFault";

/** What a form holds while it is being filled; files keep their name for display. */
export type Values = Record<string, unknown>;

/** SECRET types name people: they never touch the browser's storage. File names often carry a person's name too. */
const SECRET = new Set(["identity", "narrative", "file"]);

/** emptyValues: flags start as "no", identities as an empty block, the rest as nothing. */
export function emptyValues(form: Form | undefined): Values {
  const values: Values = {};
  for (const f of form?.fields ?? []) values[f.name] = emptyValue(f);
  return values;
}

function emptyValue(field: Field): unknown {
  if (field.type === "flag") return false;
  if (field.type === "identity") return { name: "" } satisfies Identity;
  return field.type === "file" ? null : "";
}

/** outgoing maps what was filled in to what the server takes; empty optional fields are left out. */
export function outgoing(form: Form | undefined, values: Values): Values {
  const out: Values = {};
  for (const f of form?.fields ?? []) {
    const value = sent(f, values[f.name]);
    if (value !== undefined) out[f.name] = value;
  }
  return out;
}

/** told is what a proposal may rest on: what was filled in and names nobody. */
export function told(form: Form | undefined, values: Values): Values {
  const out = outgoing(form, values);
  for (const f of form?.fields ?? []) if (SECRET.has(f.type)) delete out[f.name];
  return out;
}

/** settled puts what is proposed into the fields that hold nothing and that nobody touched. */
export function settled(values: Values, proposals: Proposal[], touched: ReadonlySet<string>): Values {
  const out = { ...values };
  for (const p of proposals) if (!out[p.field] && !touched.has(p.field)) out[p.field] = p.value;
  return out;
}

function sent(field: Field, value: unknown): unknown {
  if (field.type === "flag") return value === true;
  if (value === null || value === undefined || value === "") return undefined;
  if (field.type === "number") return typeof value === "number" ? value : Number(value);
  if (field.type === "file") return (value as CaseFile).id;
  if (field.type === "identity") return sentIdentity(value as Identity);
  return typeof value === "string" ? value.normalize("NFC").trim() || undefined : value;
}

function sentIdentity(who: Identity): Identity | undefined {
  const out: Identity = { name: (who.name ?? "").normalize("NFC").trim() };
  if (who.birthYear) out.birthYear = Number(who.birthYear);
  if (who.idNumber?.trim()) out.idNumber = who.idNumber.trim();
  if (who.phone?.trim()) out.phone = who.phone.trim();
  if (who.address?.trim()) out.address = who.address.normalize("NFC").trim();
  if (who.protect) out.protect = true;
  return out.name === "" && Object.keys(out).length === 1 ? undefined : out;
}

/** First year of birth that is taken for one. */
const OLDEST = 1900;

/** wrong says what the form itself can refuse before anything is sent: empty required fields, days and years that are none. */
export function wrong(form: Form | undefined, values: Values, today: string): FieldError[] {
  const out = outgoing(form, values);
  return (form?.fields ?? []).flatMap((f) => fault(f, values[f.name], out[f.name], today) ?? []);
}

function fault(f: Field, held: unknown, out: unknown, today: string): FieldError | undefined {
  const say = (code: string, sentence: string) => ({ field: f.name, code, sentence: `${f.title}: ${sentence}` });
  if (f.type === "flag") return f.required && out !== true ? say("must", "phải đánh dấu mục này mới ghi được.") : undefined;
  if (f.type === "date") {
    const day = dayFault(String(held ?? ""), { required: f.required });
    return day ? say("date", `${day.toLowerCase()}.`) : undefined;
  }
  if (f.required && absent(f, out)) return say("required", f.type === "identity" ? "cần ghi họ và tên." : "chưa điền.");
  const year = f.type === "identity" ? yearFault((held as Identity | undefined)?.birthYear, today) : undefined;
  return year ? say("year", `${year.toLowerCase()}.`) : undefined;
}

/** yearFault: a year of birth lies between 1900 and the year of `today`. */
export function yearFault(year: number | undefined, today: string): string | undefined {
  if (year === undefined) return undefined;
  return year < OLDEST || year > Number(today.slice(0, 4)) ? "Năm sinh không đúng" : undefined;
}

/** differs tells whether a form holds anything that was not there before. */
export function differs(form: Form | undefined, values: Values, before: Values): boolean {
  return JSON.stringify(outgoing(form, values)) !== JSON.stringify(outgoing(form, before));
}

function absent(field: Field, value: unknown): boolean {
  if (value === undefined) return true;
  return field.type === "identity" && !(value as Identity).name;
}

/** keepable is the part of a form that may be kept in this browser: nothing that names a person. */
export function keepable(form: Form | undefined, values: Values): Values {
  const out: Values = {};
  for (const f of form?.fields ?? []) {
    const value = values[f.name];
    if (!SECRET.has(f.type) && !(f.type === "date" && dayFault(String(value ?? ""), {})) && value !== "" && value !== false && value !== null && value !== undefined) out[f.name] = value;
  }
  return out;
}

/** errorsByField splits a problem's errors into those of known fields and the rest, shown at the top. */
export function errorsByField(form: Form | undefined, errors: FieldError[]) {
  const byField: Record<string, string> = {};
  const rest: FieldError[] = [];
  const names = (form?.fields ?? []).map((f) => f.name);
  for (const e of errors) {
    const name = fieldName(e.field, names);
    if (name) byField[name] ??= e.sentence;
    else rest.push(e);
  }
  return { byField, rest };
}

/** The server may say "ly-do", "with.ly-do" or "body.with.ly-do.name". */
function fieldName(path: string, names: string[]): string | undefined {
  const parts = path.split(/[.[\]/]+/);
  return names.find((n) => n === path) ?? parts.find((p) => names.includes(p));
}
