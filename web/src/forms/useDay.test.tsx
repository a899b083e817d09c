// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { useDay } from "./useDay";

it("offers the new day on a page left open overnight, unless a day was chosen", () => {
  const held = renderHook(({ today }) => useDay(today), { initialProps: { today: "2026-07-06" } });
  held.rerender({ today: "2026-07-07" });
  expect(held.result.current[0]).toBe("2026-07-07");
  act(() => held.result.current[1]("2026-07-03"));
  held.rerender({ today: "2026-07-08" });
  expect(held.result.current[0]).toBe("2026-07-03");
});
