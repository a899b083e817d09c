// @vitest-environment jsdom
import { renderHook, waitFor } from "@testing-library/react";
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
  const { result } = renderHook(() => useProposals(form, { loai: "to-cao", "truong-hop": "" }, [proposed("a")], ask));
  await waitFor(() => expect(result.current.filled["truong-hop"]).toBe("b"));
  expect(asked).toEqual([{ loai: "to-cao" }]);
});
