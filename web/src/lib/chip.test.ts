import { describe, expect, it } from "vitest";
import type { Deadline } from "../api/contract";
import { chipText, spoken, toneOf } from "./chip";

const base: Deadline = {
  clock: "thu-ly", title: "Thời hạn thụ lý", cite: "LKN Đ27", state: "running",
  from: "2026-07-06", nominal: "2026-07-15", due: "2026-07-15", left: 3, leftUnit: "working days", text: "", why: [],
};

describe("deadline chip", () => {
  it.each<[string, Partial<Deadline>, string, string]>([
    ["has time", { left: 8 }, "calm", "Còn 8 ngày làm việc"],
    ["is near", { left: 3 }, "near", "Còn 3 ngày làm việc"],
    ["ends today", { left: 0 }, "now", "Hết hạn hôm nay"],
    ["is overdue", { state: "overdue", left: -2 }, "late", "Quá hạn 2 ngày làm việc"],
    ["is past though nobody said so yet", { left: -1 }, "late", "Quá hạn 1 ngày làm việc"],
    ["counts hours", { left: 5, leftUnit: "hours" }, "calm", "Còn 5 giờ"],
    ["is paused", { state: "paused", left: undefined, pausedSince: "2026-11-03" }, "held", "Tạm dừng từ 03/11/2026"],
    ["is done", { state: "met", left: undefined }, "done", "Đã xong"],
    ["was done late", { state: "met", late: true }, "done", "Xong trễ hạn"],
    ["no longer runs", { state: "stopped", left: undefined }, "idle", "Không còn tính"],
  ])("%s", (_, part, tone, text) => {
    const d = { ...base, ...part };
    expect(toneOf(d)).toBe(tone);
    expect(chipText(d)).toBe(text);
  });
  it("prefers the server's own sentence", () => {
    expect(chipText({ ...base, text: "Còn 3 ngày làm việc (tạm tính)" })).toBe("Còn 3 ngày làm việc (tạm tính)");
  });
  it("says the whole of it to a screen reader", () => {
    expect(spoken(base)).toBe("Thời hạn thụ lý: Còn 3 ngày làm việc, hạn 15/07/2026");
  });
});
