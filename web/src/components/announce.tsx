import { VisuallyHidden } from "@mantine/core";
import { useSyncExternalStore } from "react";

let said = "";
let turn = 0;
const listeners = new Set<() => void>();

/** announce speaks a result through the page's one live region. */
export function announce(sentence: string): void {
  // A no-break space every other time makes the same sentence heard twice.
  said = sentence + (turn++ % 2 ? "\u00a0" : "");
  listeners.forEach((tell) => tell());
}

function subscribe(tell: () => void) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function Announcer() {
  const sentence = useSyncExternalStore(subscribe, () => said);
  return <VisuallyHidden role="status" aria-live="polite">{sentence}</VisuallyHidden>;
}
