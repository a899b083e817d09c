// @vitest-environment jsdom
import { render } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { PlanView } from "../api/contract";
import Diagram from "./Diagram";

const stage = (name: string, mark?: "passed" | "current", outcome?: string) => ({ name, title: name.toUpperCase(), mark, outcome, tasks: [], clocks: [], moves: [] });
const plan: PlanView = {
  procedure: "p", title: "P", version: "1", hash: "", opening: "a", roles: [], acts: [], clocks: [],
  stages: [stage("a", "passed"), stage("b", "current"), stage("c", undefined, "xong")],
  ways: [{ from: "a", to: "b", causes: ["Thụ lý", "Chuyển"] }, { from: "b", to: "a", causes: ["Trả lại"], back: true }],
  visited: ["a"], current: "b",
  drawing: '<svg width="1000" height="10"><g class="stage current" data-stage="b"></g></svg>',
};

describe("diagram", () => {
  it("shows the server's drawing, no smaller than can be read", () => {
    const { container } = render(<Diagram plan={plan} />);
    expect(container.querySelector(".diagram svg .stage.current")).not.toBeNull();
    expect(container.querySelector("svg")!.style.minWidth).toBe("900px");
  });
  it("says the same in words", () => {
    const words = [...render(<Diagram plan={plan} />).container.querySelectorAll("details ol > li")].map((li) => li.textContent);
    expect(words).toEqual(["A: Đã quaThụ lý, Chuyển → B", "B: Đang ở đâyTrả lại → A (quay lại)", "C (kết thúc)"]);
  });
});
