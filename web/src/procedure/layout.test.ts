import { describe, expect, it } from "vitest";
import type { PlanView } from "../api/contract";
import { draw, edges, markStages, wrap } from "./layout";

const stage = (name: string, moves: [string, string][], outcome?: string) => ({
  name, title: name, outcome, tasks: [], clocks: [], moves: moves.map(([act, to]) => ({ act, to: [to] })),
});
const plan: PlanView = {
  procedure: "p", title: "P", version: "1", hash: "", opening: "a", roles: [], acts: [],
  clocks: [{ name: "hieu-luc", title: "Hiệu lực", cite: "", terms: [] }],
  stages: [
    stage("a", [["thu-ly", "b"], ["tra-don", "x"], ["sua", ""]]),
    stage("b", [["tam-dinh-chi", "c"], ["ban-hanh", "d"]]),
    stage("c", [["tiep-tuc", "back"]]),
    stage("d", [["hieu-luc", "e"], ["sua", ""]]), stage("e", [], "xong"), stage("x", [], "tra"),
  ],
  visited: ["a"], current: "b",
};

describe("diagram", () => {
  it("draws moves, returns and what the passing of a term does; staying is no arrow", () => {
    expect(edges(plan).map((e) => e.from + e.to + (e.back ? "<" : ""))).toEqual(["ab", "ax", "bc", "bd", "cb<", "de"]);
  });
  it("marks where the case was, is, may go and no longer will", () => {
    expect(Object.fromEntries(markStages(plan))).toEqual({ a: "passed", b: "current", c: "possible", d: "possible", e: "none", x: "skipped" });
  });
  it("marks nothing for a procedure alone", () => {
    expect([...markStages({ ...plan, visited: [], current: undefined }).values()]).toEqual(Array(6).fill("none"));
  });
  it("places every stage without overlap, the opening on top, and shows the way walked", () => {
    const d = draw(plan);
    expect(Math.min(...d.stages.map((s) => s.y))).toBe(d.stages[0].y);
    for (const s of d.stages) for (const t of d.stages) {
      if (s.name < t.name) expect(Math.abs(s.x - t.x) >= (s.w + t.w) / 2 || Math.abs(s.y - t.y) >= (s.h + t.h) / 2).toBe(true);
    }
    expect(d.arrows.filter((a) => a.walked).map((a) => a.from + a.to)).toEqual(["ab"]);
  });
  it("breaks titles at spaces", () => expect(wrap("Đã chuyển, chờ bên nhận", 12)).toEqual(["Đã chuyển,", "chờ bên nhận"]));
});
