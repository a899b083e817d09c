import { expect, it } from "vitest";
import { cells } from "./month";
import { plain, size } from "./words";

it("lays a month out in weeks from Monday", () => {
  const weeks = cells(2026, 10);
  expect(weeks[0].slice(0, 6)).toEqual([null, null, null, null, null, null]);
  expect(weeks[0][6]).toEqual({ n: 1, date: "2026-11-01", weekend: true });
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
  expect(weeks.every((w) => w.length === 7)).toBe(true);
});

it("knows leap years", () => expect(cells(2028, 1).flat().filter(Boolean)).toHaveLength(29));

it("finds words without their marks, composed or not", () => {
  expect(plain("Ủy ban nhân dân PHƯỜNG Đống Đa")).toBe("uy ban nhan dan phuong dong da");
  expect(plain("Hồ sơ".normalize("NFD"))).toBe("ho so");
});

it.each([[512, "512 B"], [1536, "1,5 KB"], [20 * 1024 * 1024, "20 MB"]])("writes the size %d", (n, text) => expect(size(n)).toBe(text));
