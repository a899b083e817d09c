import { useSyncExternalStore } from "react";
import type { Notice } from "./contract";

const ADDRESS = "/api/v1/inbox/events";
/** How long to wait before asking again for a stream that the server or something on the way refused. */
const AGAIN_MS = 60_000;

let live = false;
const listeners = new Set<() => void>();

function say(now: boolean) {
  if (live === now) return;
  live = now;
  listeners.forEach((tell) => tell());
}

/** useLive is true while news comes by itself; while it is false, pages ask every minute. */
export function useLive(): boolean {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, () => live);
}

export type News = {
  /** The stream has (again) begun: whatever came before it must be asked for. */
  open: () => void;
  entry: (n: Notice) => void;
  unread: (n: number) => void;
  /** The session is over. */
  end: () => void;
};

/**
 * follow tells what comes into the inbox until the function it returns is
 * called. Only a window that is looked at holds a stream: a browser allows six
 * connections to a server, for all windows together.
 */
export function follow(news: News): () => void {
  if (typeof EventSource === "undefined") return () => undefined;
  let source: EventSource | undefined;
  let later: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    clearTimeout(later);
    source?.close();
    source = undefined;
    say(false);
  };
  const open = () => {
    if (source || document.visibilityState === "hidden") return;
    source = begin(news, close, () => { later = setTimeout(open, AGAIN_MS); });
  };
  const look = () => (document.visibilityState === "hidden" ? close() : open());
  document.addEventListener("visibilitychange", look);
  open();
  return () => {
    document.removeEventListener("visibilitychange", look);
    close();
  };
}

/** A connection that breaks is made again by the browser, which says what it last got; one that is refused is not. */
function begin(news: News, close: () => void, again: () => void): EventSource {
  const source = new EventSource(ADDRESS);
  source.addEventListener("open", (e) => {
    if (!(e instanceof MessageEvent)) return; // the connection; the server's own word comes next
    say(true);
    news.open();
  });
  source.addEventListener("entry", (e) => news.entry(JSON.parse(e.data) as Notice));
  source.addEventListener("unread", (e) => news.unread((JSON.parse(e.data) as { unread: number }).unread));
  source.addEventListener("end", () => {
    close();
    news.end();
    again();
  });
  source.addEventListener("error", () => {
    say(false);
    if (source.readyState !== EventSource.CLOSED) return;
    close();
    again();
  });
  return source;
}
