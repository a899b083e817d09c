// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useAttempt } from "./attempt";
import { newKey, request } from "./client";
import { Problem } from "./problem";
import { useSlow } from "./slow";

afterEach(() => vi.unstubAllGlobals());

describe("attempts", () => {
  type Sent = { a: number; key: string };
  function desk() {
    const { result } = renderHook(() => useAttempt<{ a: number }>());
    const sent: Sent[] = [];
    const go = (a: number, ...faults: (Problem | null)[]) =>
      act(() => result.current({ a }, async (body, key) => {
        sent.push({ ...body, key });
        const fault = faults.shift();
        if (fault) throw fault;
        return `case of ${body.a}`;
      }).catch((thrown: unknown) => thrown));
    return { sent, go };
  }
  it("use the same key again after a lost answer, a new one after an answer", async () => {
    const { sent, go } = desk();
    await go(1, new Problem(0, {}));
    await go(1, new Problem(502, {}));
    await go(1, new Problem(401, {}));
    await go(1, new Problem(422, {}));
    await go(1);
    expect(new Set(sent.slice(0, 4).map((s) => s.key)).size).toBe(1);
    expect(sent[4].key).not.toBe(sent[0].key);
  });
  it("ask for the earlier content before a changed one may go, and send no second petition when it was recorded", async () => {
    const { sent, go } = desk();
    await go(1, new Problem(0, {}));
    expect(await go(2)).toEqual({ answer: "case of 1", earlier: true });
    expect(sent.map((s) => s.a)).toEqual([1, 1]);
    expect(sent[1].key).toBe(sent[0].key);
  });
  it("send the changed content under a new key once the earlier one was refused", async () => {
    const { sent, go } = desk();
    await go(1, new Problem(0, {}));
    expect(await go(2, new Problem(422, {}), null)).toEqual({ answer: "case of 2", earlier: false });
    expect(sent.map((s) => s.a)).toEqual([1, 1, 2]);
    expect(sent[2].key).not.toBe(sent[0].key);
  });
  it("hold the changed content back while the earlier one is still unknown", async () => {
    const { sent, go } = desk();
    await go(1, new Problem(0, {}));
    expect(await go(2, new Problem(0, {}))).toMatchObject({ lost: true });
    expect(sent.map((s) => s.a)).toEqual([1, 1]);
  });
  it("make keys that are UUIDs", () => expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
});

describe("the door to the server", () => {
  it("tells a lost network from a refusal", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed")));
    await expect(request("GET", "/me")).rejects.toMatchObject({ status: 0, code: "network", lost: true });
    const body = { status: 409, code: "requires", detail: "Phải kiểm tra điều kiện trước.", cite: "LKN Đ27" };
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify(body), { status: 409 })));
    await expect(request("POST", "/x")).rejects.toMatchObject({ message: body.detail, cite: "LKN Đ27", lost: false });
  });
  it("says that the server is slow, and gives up in the end", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (_: string, init: RequestInit) => new Promise((_, fail) => init.signal!.addEventListener("abort", () => fail(new Error("aborted")))));
    const { result } = renderHook(() => useSlow());
    const asked = request("POST", "/x").catch((thrown: unknown) => thrown);
    await act(() => vi.advanceTimersByTimeAsync(7_900));
    expect(result.current).toBe(false);
    await act(() => vi.advanceTimersByTimeAsync(200));
    expect(result.current).toBe(true);
    await act(() => vi.advanceTimersByTimeAsync(22_000));
    expect(await asked).toMatchObject({ lost: true, code: "slow", message: expect.stringContaining("30 giây") });
    expect(result.current).toBe(false);
    vi.useRealTimers();
  });
  it("has a sentence for an answer that is no problem document", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 503 })));
    await expect(request("GET", "/me")).rejects.toMatchObject({ message: expect.stringContaining("bận") });
  });
});
