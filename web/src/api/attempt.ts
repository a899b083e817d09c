import { useRef } from "react";
import { newKey } from "./client";
import { Problem } from "./problem";

type Attempt = { body: string; key: string };

/**
 * useAttempt gives a write its idempotency key. The key of an attempt whose
 * answer was lost is used again for the very same content, so that pressing
 * the button twice never registers a petition twice; an answered attempt
 * frees the key.
 */
export function useAttempt() {
  const open = useRef<Attempt | null>(null);
  return async function attempt<T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> {
    const text = JSON.stringify(body);
    if (open.current?.body !== text) open.current = { body: text, key: newKey() };
    try {
      const answer = await send(open.current.key);
      open.current = null;
      return answer;
    } catch (thrown) {
      const unknown = thrown instanceof Problem && (thrown.lost || thrown.status >= 500);
      if (!unknown) open.current = null;
      throw thrown;
    }
  };
}
