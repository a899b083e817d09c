import { expect, it } from "vitest";
import { dayFault } from "./dayFault";

const max = "2026-11-23";

it.each<[string, string | undefined]>([
  ["2026-11-23", undefined], ["2026-11-24", "Ngày chưa đến"], ["25/12/2026", "Ngày chưa đến"],
  ["31/02/2026", "Ngày không đúng"], ["hôm qua", "Ngày không đúng"], ["2026-11-2", "Ngày không đúng"], [" ", "Chưa ghi ngày"],
])("%s is judged", (typed, fault) => expect(dayFault(typed, { required: true, max })).toBe(fault));

it("lets an optional day be empty, and a first day be the earliest", () => {
  expect(dayFault("", {})).toBeUndefined();
  expect(dayFault("2026-11-22", { min: max })).toBe("Ngày đã qua");
});
