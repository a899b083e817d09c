import { Graph, layout as arrange } from "@dagrejs/dagre";
import type { PlanView } from "../api/contract";

export type Mark = "passed" | "current" | "possible" | "skipped" | "none";
export type Point = { x: number; y: number };
export type StageBox = { name: string; lines: string[]; mark: Mark; ends: boolean; x: number; y: number; w: number; h: number };
export type Arrow = { from: string; to: string; acts: string[]; label: string[]; back: boolean; walked: boolean; points: Point[]; at: Point };
export type Drawing = { width: number; height: number; stages: StageBox[]; arrows: Arrow[] };

const CHAR = 7.9;
const LABEL_CHAR = 6.7;
const LINE = 18;

/** markStages tells of each stage whether the case passed it, stands in it, may go there next, or went by. */
export function markStages(plan: PlanView): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const visited = new Set(plan.visited ?? []);
  const next = new Set(edges(plan).filter((e) => e.from === plan.current).map((e) => e.to));
  const ended = plan.stages.some((s) => s.name === plan.current && s.outcome);
  for (const s of plan.stages) {
    if (!plan.current) marks.set(s.name, "none");
    else if (s.name === plan.current) marks.set(s.name, "current");
    else if (visited.has(s.name)) marks.set(s.name, "passed");
    else if (next.has(s.name)) marks.set(s.name, "possible");
    else marks.set(s.name, ended || !reachable(plan, plan.current).has(s.name) ? "skipped" : "none");
  }
  return marks;
}

type Edge = { from: string; to: string; acts: string[]; back: boolean };

/** edges joins the moves between the same two stages; "back" leads to every stage that one can have come from. */
export function edges(plan: PlanView): Edge[] {
  const found = new Map<string, Edge>();
  const add = (from: string, to: string, act: string, back: boolean) => {
    const edge = found.get(from + ">" + to) ?? { from, to, acts: [], back };
    if (!edge.acts.includes(act)) edge.acts.push(act);
    found.set(from + ">" + to, edge);
  };
  for (const s of plan.stages) {
    for (const m of s.moves ?? []) {
      for (const to of m.to) {
        if (to === "back") for (const origin of origins(plan, s.name)) add(s.name, origin, m.act, true);
        else if (to && to !== s.name) add(s.name, to, m.act, false);
      }
    }
  }
  return [...found.values()];
}

function origins(plan: PlanView, stage: string): string[] {
  return plan.stages.filter((s) => (s.moves ?? []).some((m) => m.to.includes(stage))).map((s) => s.name);
}

function reachable(plan: PlanView, from: string): Set<string> {
  const seen = new Set([from]);
  const all = edges(plan);
  for (const name of seen) for (const e of all) if (e.from === name) seen.add(e.to);
  return seen;
}

/** titlesOf names what leads from stage to stage: acts, and terms whose passing does it. */
export function titlesOf(plan: PlanView): Map<string, string> {
  const lapses = plan.clocks.map((c) => [c.name, `hết hạn: ${c.title}`] as const);
  return new Map([...lapses, ...plan.acts.map((a) => [a.name, a.title] as const)]);
}

/** draw places the stages in layers from the opening downwards; arrows against the flow keep their own lane. */
export function draw(plan: PlanView): Drawing {
  const marks = markStages(plan);
  const titles = titlesOf(plan);
  const graph = new Graph();
  graph.setGraph({ rankdir: "TB", nodesep: 34, ranksep: 36, edgesep: 16, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const s of plan.stages) graph.setNode(s.name, { ...box(s.title || s.name, marks.get(s.name) ?? "none"), outcome: s.outcome });
  const all = edges(plan);
  for (const e of all) {
    const label = labelOf(e.acts.map((a) => titles.get(a) ?? a));
    const w = Math.max(...label.map((l) => l.length)) * LABEL_CHAR + 10;
    graph.setEdge(e.from, e.to, { width: w, height: label.length * 15 + 6, labelpos: "c", weight: e.back ? 1 : 3, label } as never);
  }
  arrange(graph);
  return finished(plan, graph, marks, all);
}

function finished(plan: PlanView, graph: Graph, marks: Map<string, Mark>, all: Edge[]): Drawing {
  const size = graph.graph() as { width: number; height: number };
  const walked = walkedPairs(plan);
  const stages = plan.stages.map((s) => {
    const n = graph.node(s.name) as unknown as { x: number; y: number; width: number; height: number; lines: string[] };
    return { name: s.name, lines: n.lines, mark: marks.get(s.name) ?? "none", ends: !!s.outcome, x: n.x, y: n.y, w: n.width, h: n.height } satisfies StageBox;
  });
  const arrows = all.map((e) => {
    const g = graph.edge(e.from, e.to) as unknown as { points: Point[]; x: number; y: number; label: string[] };
    return { ...e, label: g.label, points: g.points, at: { x: g.x, y: g.y }, walked: walked.has(e.from + ">" + e.to) } satisfies Arrow;
  });
  return { width: size.width, height: size.height, stages, arrows };
}

function walkedPairs(plan: PlanView): Set<string> {
  const path = [...(plan.visited ?? [])];
  if (plan.current && path.at(-1) !== plan.current) path.push(plan.current);
  return new Set(path.slice(1).map((to, i) => path[i] + ">" + to));
}

function box(title: string, mark: Mark) {
  const lines = wrap(title, 24);
  const width = Math.max(120, Math.max(...lines.map((l) => l.length)) * CHAR + 28);
  return { lines, width, height: lines.length * LINE + 20 + (mark === "none" ? 0 : 16) };
}

function labelOf(titles: string[]): string[] {
  const first = wrap(titles[0] + (titles.length === 2 ? "," : ""), 26);
  if (titles.length === 1) return first;
  return titles.length === 2 ? [...first, ...wrap(titles[1], 26)] : [...first, `và ${titles.length - 1} hành vi khác`];
}

/** wrap breaks a title at spaces into lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** smooth turns the corner points of an arrow into a curve that stays near them. */
export function smooth(points: Point[]): string {
  const [start, ...rest] = points;
  let path = `M${round(start.x)},${round(start.y)}`;
  rest.slice(0, -1).forEach((p, i) => {
    const next = rest[i + 1];
    const last = i === rest.length - 2;
    const to = last ? next : { x: (p.x + next.x) / 2, y: (p.y + next.y) / 2 };
    path += ` Q${round(p.x)},${round(p.y)} ${round(to.x)},${round(to.y)}`;
  });
  return rest.length === 1 ? `${path} L${round(rest[0].x)},${round(rest[0].y)}` : path;
}

const round = (n: number) => Math.round(n * 10) / 10;
