import type { Form } from "../api/contract";
import { keepable, type Values } from "./values";

const PREFIX = "donthu.nhap.";
const LIVES_MS = 7 * 24 * 3600_000;

type Kept = { at: number; values: Values };

/** keep stores the unsecret part of a half-filled form under the officer's own account. */
export function keep(account: string, place: string, form: Form | undefined, values: Values): void {
  const part = keepable(form, values);
  try {
    if (Object.keys(part).length === 0) localStorage.removeItem(name(account, place));
    else localStorage.setItem(name(account, place), JSON.stringify({ at: Date.now(), values: part } satisfies Kept));
  } catch {
    // Storage may be full or forbidden; the form itself still holds everything.
  }
}

/** kept gives back what was stored, filtered once more by the form as it is now. */
export function kept(account: string, place: string, form: Form | undefined): Values | null {
  try {
    const stored = JSON.parse(localStorage.getItem(name(account, place)) ?? "null") as Kept | null;
    if (!stored || Date.now() - stored.at > LIVES_MS) return null;
    const part = keepable(form, stored.values);
    return Object.keys(part).length ? part : null;
  } catch {
    return null;
  }
}

export function forget(account: string, place: string): void {
  try {
    localStorage.removeItem(name(account, place));
  } catch {
    // Nothing to forget where nothing could be stored.
  }
}

/** forgetAll clears every draft of this browser; signing out does it, since offices share machines. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // See keep.
  }
}

function name(account: string, place: string): string {
  return `${PREFIX}${account}.${place}`;
}
