import { useSyncExternalStore } from "react";

/** After this long a waiting request is said to be slow; after the longer time it is given up. */
const SLOW_MS = 8_000;
const GIVE_UP_MS = 30_000;

let waiting = 0;
const listeners = new Set<() => void>();

function count(by: number) {
  waiting += by;
  listeners.forEach((tell) => tell());
}

/**
 * watch follows one request: the page says that the server is slow, and the
 * signal ends a request that hangs. Sending a file may take as long as it takes.
 */
export function watch(endless: boolean): { signal: AbortSignal; done: () => void } {
  const control = new AbortController();
  let slow = false;
  const late = setTimeout(() => {
    slow = true;
    count(1);
  }, SLOW_MS);
  const end = endless ? undefined : setTimeout(() => control.abort(), GIVE_UP_MS);
  const done = () => {
    clearTimeout(late);
    clearTimeout(end);
    if (slow) count(-1);
    slow = false;
  };
  return { signal: control.signal, done };
}

/** useSlow is true while any request has been waiting too long. */
export function useSlow(): boolean {
  return useSyncExternalStore((tell) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  }, () => waiting > 0);
}
