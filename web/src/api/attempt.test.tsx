// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useAttempt } from "./attempt";
import { newKey, request } from "./client";
import { Problem } from "./problem";

afterEach(() => vi.unstubAllGlobals());

describe("attempts", () => {
  it("use the same key again after a lost answer, a new one after an answer or a change", async () => {
    const { result } = renderHook(() => useAttempt());
    const keys: string[] = [];
    const send = (fail?: Problem) => async (key: string) => {
      keys.push(key);
      if (fail) throw fail;
    };
    const go = (body: unknown, fail?: Problem) => act(() => result.current(body, send(fail)).catch(() => undefined));
    await go({ a: 1 }, new Problem(0, {}));
    await go({ a: 1 }, new Problem(502, {}));
    await go({ a: 1 }, new Problem(422, {}));
    await go({ a: 1 }, new Problem(0, {}));
    await go({ a: 2 });
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
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
  it("has a sentence for an answer that is no problem document", async () => {
    vi.stubGlobal("fetch", () => Promise.resolve(new Response("<html>", { status: 503 })));
    await expect(request("GET", "/me")).rejects.toMatchObject({ message: expect.stringContaining("bận") });
  });
});
