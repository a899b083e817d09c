// @vitest-environment jsdom
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import type { Form, Proposal } from "../api/contract";
import { useProposals } from "./useProposals";

const form = { fields: [{ name: "loai", type: "choice" }, { name: "truong-hop", type: "choice", propose: [{ is: "a" }] }] } as unknown as Form;
const proposed = (value: string) => ({ field: "truong-hop", value, title: value, why: "", cite: "" });

it("what a form holds from the start counts for what is proposed", async () => {
  const asked: unknown[] = [];
  const ask = (filled: unknown) => {
    asked.push(filled);
    return Promise.resolve<Proposal[]>([proposed("b")]);
  };
  const { result } = renderHook(() => useProposals(form, { loai: "to-cao", "truong-hop": "" }, "2026-11-23", [proposed("a")], ask));
  await waitFor(() => expect(result.current.filled["truong-hop"]).toBe("b"));
  expect(asked).toEqual([{ loai: "to-cao" }]);
});

it("what was proposed for other answers, or for another day, is not sent", async () => {
  const ask = (filled: Record<string, unknown>) => Promise.resolve<Proposal[]>([proposed(filled.loai === "to-cao" ? "b" : "c")]);
  const { result, rerender } = renderHook(({ loai, on }) => useProposals(form, { loai, "truong-hop": "" }, on, [proposed("a")], ask), { initialProps: { loai: "", on: "2026-11-23" } });
  expect(await result.current.settle()).toBe(true);
  rerender({ loai: "to-cao", on: "2026-11-23" });
  expect(result.current.filled["truong-hop"]).toBe("a");
  await act(async () => expect(await result.current.settle()).toBe(false));
  expect(result.current.filled["truong-hop"]).toBe("b");
  expect(await result.current.settle()).toBe(true);
  rerender({ loai: "", on: "2026-11-20" });
  await waitFor(() => expect(result.current.filled["truong-hop"]).toBe("c"));
});
