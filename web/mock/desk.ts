// The cases of the mock: invented people, units and dates around one "today".
import { addDays, day } from "../src/lib/date";
import type { Case, CaseRow, Deadline, Offer, Officer, Step, TaskRow, Urgency } from "../src/api/contract";
import { form, list, plan, read, type Raw } from "./library";

export const TODAY = "2026-11-23";
export const UNITS = [
  { id: "u-cm", code: "HG.CM", name: "UBND phường Chánh Mỹ", level: "xa", branch: "hanh-chinh", parent: "u-tinh" },
  { id: "u-tt", code: "HG.TT", name: "Thanh tra tỉnh Hậu Giang", level: "tinh", branch: "hanh-chinh", parent: "u-tinh" },
  { id: "u-tinh", code: "HG", name: "UBND tỉnh Hậu Giang", level: "tinh", branch: "hanh-chinh" },
  { id: "u-ubkt", code: "HG.KT", name: "Ủy ban Kiểm tra Tỉnh ủy", level: "tinh", branch: "dang" },
  { id: "u-vks", code: "HG.VKS", name: "Viện kiểm sát nhân dân khu vực 1", level: "khu-vuc", branch: "tu-phap" },
];
const HOME = { id: "u-cm", name: "UBND phường Chánh Mỹ" };

const files = ["khieu-nai/khieu-nai-lan-dau@2026-07-01.yaml", "to-cao/to-cao@2026-07-01.yaml"];
export const LIBRARY = files.map(read);

type Open = { id: string; code: string; raw: Raw; stage: string; visited: string[]; done: string[]; received: string; steps: Step[]; clocks: Deadline[]; facts: Case["facts"]; files: Case["files"]; protected: boolean; handoff?: Case["handoff"]; barred?: Officer[] };
export const OPEN: Open[] = [];

export function deadline(raw: Raw, name: string, from: string, left: number, state: Deadline["state"] = "running"): Deadline {
  const c = raw.clocks[name];
  const due = addDays(TODAY, left > 0 ? left + 2 * Math.floor(left / 5) : left);
  const overdue = left < 0 && state === "running";
  return {
    clock: name, title: c.title, cite: c.cite, state: overdue ? "overdue" : state, from, nominal: addDays(due, left % 3 === 0 ? -2 : 0), due,
    left: state === "running" ? left : undefined, leftUnit: "working days", confidence: c.confidence,
    pausedSince: state === "paused" ? "2026-11-03" : undefined,
    pauses: state === "paused" ? [{ from: "2026-11-03" }] : undefined,
    text: words(left, state), why: reasons(from, due, c.cite),
  };
}

function words(left: number, state: Deadline["state"]): string {
  if (state === "paused") return "Tạm dừng từ 03/11/2026";
  if (state === "met") return "Đã xong";
  if (state === "stopped") return "Không còn tính";
  return left < 0 ? `Quá hạn ${-left} ngày làm việc` : left === 0 ? "Hết hạn hôm nay" : `Còn ${left} ngày làm việc`;
}

function reasons(from: string, due: string, cite: string) {
  return [
    { rule: "start", text: `Tính từ ngày ${day(from)}; ngày đầu không tính.`, from, cite },
    { rule: "term", text: "Thời hạn theo quy định; ngày thứ Bảy, Chủ nhật và ngày lễ được tính như ngày thường.", days: 30 },
    { rule: "roll", text: `Ngày cuối rơi vào ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, ${day(due)}.`, to: due, cite: "BLDS Đ148.5" },
  ];
}

export function open(raw: Raw, received: string, withheld = false, values: Record<string, unknown> = {}): Open {
  const n = OPEN.length + 118;
  const intake = form(raw, raw.intake);
  const c: Open = {
    id: "c" + n, code: `${raw.kind === "complaint" ? "KN" : "TC"}-2026-${String(n).padStart(6, "0")}`, raw,
    stage: raw.opening ?? Object.keys(raw.stages)[0], visited: [], done: [], received, facts: [], files: [], protected: withheld, clocks: [],
    steps: [step(0, "open", "Tiếp nhận đơn", received, intake.fields!.map((f) => ({ name: f.name, title: f.title, type: f.type, value: ["identity", "narrative"].includes(f.type) ? null : values[f.name] })))],
  };
  const first = Object.entries(raw.clocks).filter(([, k]) => list(k.starts).includes("tiep-nhan"));
  c.clocks = first.map(([name]) => deadline(raw, name, received, 6));
  OPEN.unshift(c);
  return c;
}

function step(seq: number, kind: Step["kind"], title: string, on: string, given: Step["with"] = []): Step {
  return { seq, kind, title, on, at: `${on}T02:15:00Z`, actor: { name: "Trần Thị Bích Thủy", role: "Người tiếp nhận", unit: HOME.name }, with: given, notices: [], hash: "9b3e07c4d1".repeat(6) };
}

export function act(c: Open, name: string, on: string, values: Record<string, unknown>): Open {
  const a = c.raw.acts[name];
  const given = a.form ? form(c.raw, a.form).fields!.map((f) => ({ name: f.name, title: f.title, type: f.type, value: ["identity", "narrative"].includes(f.type) ? null : values[f.name] })) : [];
  c.steps.push({ ...step(c.steps.length, "act", a.title, on, given), act: name, actor: { name: "Lê Hoàng Nam", role: c.raw.roles[list(a.role)[0]]?.title, unit: HOME.name } });
  c.done.push(name);
  for (const d of c.clocks) {
    const k = c.raw.clocks[d.clock];
    if ([...list(k.met), ...list(k.stops)].includes(name)) Object.assign(d, { state: list(k.met).includes(name) ? "met" : "stopped", text: list(k.met).includes(name) ? "Đã xong" : "Không còn tính", left: undefined });
    if (k.pauses?.from === name) Object.assign(d, deadline(c.raw, d.clock, d.from, 12, "paused"));
    if (k.pauses?.until === name) Object.assign(d, deadline(c.raw, d.clock, d.from, 12));
  }
  for (const [clock, k] of Object.entries(c.raw.clocks)) if (list(k.starts).includes(name)) c.clocks.unshift(deadline(c.raw, clock, on, 3 + c.clocks.length * 4));
  const to = c.raw.stages[c.stage].acts?.[name];
  const target = typeof to === "string" ? to : Array.isArray(to) ? (to[0] as { to: string }).to : "stay";
  if (target !== "stay") {
    const from = c.stage;
    c.stage = target === "back" ? (c.visited.at(-1) ?? c.stage) : target;
    c.visited.push(from);
  }
  if (a.handoff === "offer") c.handoff = { to: { id: "u-tt", name: "Thanh tra tỉnh Hậu Giang" }, on, act: name };
  else if (a.handoff) c.handoff = undefined;
  return c;
}

function offers(c: Open): Offer[] {
  const stage = c.raw.stages[c.stage];
  const names = [...new Set([...(stage.tasks ?? []), ...Object.keys(stage.acts ?? {})])];
  return names.filter((n) => c.raw.acts[n] && (c.raw.acts[n].repeats || !c.done.includes(n))).map((n) => {
    const a = c.raw.acts[n];
    const lacks = (a.requires ?? []).find((r) => !c.done.includes(r));
    const to = stage.acts?.[n];
    return {
      act: n, title: a.title, task: (stage.tasks ?? []).includes(n), cite: a.cite, form: a.form ? form(c.raw, a.form) : undefined,
      allowed: !lacks, refusal: lacks ? { code: "requires", sentence: `Phải làm xong “${c.raw.acts[lacks].title}” trước.`, cite: a.cite } : undefined,
      documents: a.documents ?? [], proposals: [], handoff: a.handoff,
      to: typeof to === "string" && to !== "stay" && to !== "back" ? { name: to, title: c.raw.stages[to].title ?? to } : undefined,
    };
  });
}

const live = (c: Open) => c.clocks.filter((d) => d.state === "running" || d.state === "overdue" || d.state === "paused").sort((a, b) => a.due.localeCompare(b.due));

export function row(c: Open): CaseRow {
  const stage = c.raw.stages[c.stage];
  return {
    id: c.id, code: c.code, kind: c.raw.kind, procedure: c.raw.procedure, procedureTitle: c.raw.title, version: c.raw.version,
    stage: { name: c.stage, title: stage.title ?? c.stage }, responsible: HOME, opened: c.received, outcome: stage.outcome, deadline: stage.outcome ? null : (live(c)[0] ?? null),
  };
}

export function whole(c: Open): Case {
  const stage = c.raw.stages[c.stage];
  const tasks = (stage.tasks ?? []).filter((t) => c.raw.acts[t] && !c.done.includes(t)).map((t) => {
    const role = list(c.raw.acts[t].role)[0];
    return { act: t, title: c.raw.acts[t].title, role, roleTitle: c.raw.roles[role]?.title ?? role, unit: HOME, deadline: live(c)[0] ?? null, status: "Chưa bắt đầu" };
  });
  return {
    ...row(c), receivedAt: c.received, identity: { masked: c.protected ? "•••••• (giữ bí mật)" : "N••••• V•• A", protected: c.protected, mayReveal: true }, narrative: true, exclusions: { officers: c.barred ?? [], close: [], mayReadmit: true }, links: [], successors: [], asked: [],
    tasks, offers: stage.outcome ? [] : offers(c), clocks: c.clocks, ahead: [], steps: c.steps, files: c.files, facts: c.facts, handoff: c.handoff, mine: true,
    plan: plan(c.raw, c.visited, c.stage),
  };
}

export function taskRows(): TaskRow[] {
  const rows = OPEN.flatMap((c) => whole(c).tasks.slice(0, 1).map((t) => ({
    case: row(c), act: t.act, title: t.title, role: t.role, roleTitle: t.roleTitle, unit: t.unit, opened: c.received, deadline: t.deadline, urgency: urgency(t.deadline),
  })));
  return rows.sort((a, b) => (a.deadline?.due ?? "9").localeCompare(b.deadline?.due ?? "9"));
}

function urgency(d: Deadline | null): Urgency {
  if (!d || d.left === undefined) return d ? "later" : "none";
  return d.left < 0 ? "overdue" : d.left === 0 ? "today" : d.left <= 3 ? "soon" : "later";
}
