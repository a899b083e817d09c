// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow, useLive, type News } from "./live";

class Source extends EventTarget {
  static CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  constructor(public url: string) {
    super();
    Source.all.push(this);
  }
  close() { this.readyState = Source.CLOSED; }
  say(name: string, data: unknown = {}) { act(() => { this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) })); }); }
  fail(state: number) { this.readyState = state; act(() => { this.dispatchEvent(new Event("error")); }); }
}

function hide(hidden: boolean) {
  Object.defineProperty(document, "visibilityState", { configurable: true, value: hidden ? "hidden" : "visible" });
  act(() => { document.dispatchEvent(new Event("visibilitychange")); });
}

let heard: string[];
let stop: () => void;
const news: News = { open: () => heard.push("open"), entry: (n) => heard.push(n.title), unread: (n) => heard.push(String(n)), end: () => heard.push("end") };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Source);
  Source.all = [];
  heard = [];
  stop = follow(news);
});
afterEach(() => {
  stop();
  hide(false);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("says what comes, and that it need not be asked for", () => {
  const { result } = renderHook(() => useLive());
  expect(result.current).toBe(false);
  const [source] = Source.all;
  source.dispatchEvent(new Event("open")); // of the connection: not yet the server's word
  source.say("open");
  source.say("entry", { title: "Đến hạn" });
  source.say("unread", { unread: 3 });
  expect(heard).toEqual(["open", "Đến hạn", "3"]);
  expect(result.current).toBe(true);
  source.fail(0);
  expect(result.current).toBe(false);
  expect(Source.all).toHaveLength(1);
});

it("asks again a minute after it was refused, or its session ended", () => {
  Source.all[0].fail(2);
  act(() => { vi.advanceTimersByTime(60_000); });
  Source.all[1].say("end");
  expect(heard).toEqual(["end"]);
  act(() => { vi.advanceTimersByTime(60_000); });
  expect(Source.all).toHaveLength(3);
});

it("holds no stream in a window that nobody looks at", () => {
  hide(true);
  expect(Source.all[0].readyState).toBe(2);
  hide(false);
  expect(Source.all).toHaveLength(2);
  stop();
  hide(true);
  hide(false);
  expect(Source.all).toHaveLength(2);
});
