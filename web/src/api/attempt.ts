import { useRef } from "react";
import { newKey } from "./client";
import { Problem } from "./problem";

type Attempt<B> = { body: B; text: string; key: string };

/** Answered is what the server said; `earlier` where it is the answer to what was sent before the form was changed. */
export type Answered<T> = { answer: T; earlier: boolean };

/**
 * useAttempt gives a write its idempotency key. While the answer to an attempt
 * is unknown its key and content are kept: the same content goes again under
 * the same key, and before a changed content may go, the old one is asked for
 * again, so that one petition is never registered twice.
 */
export function useAttempt<B>() {
  const open = useRef<Attempt<B> | null>(null);

  async function once<T>(turn: Attempt<B>, send: (body: B, key: string) => Promise<T>): Promise<T> {
    const again = open.current !== null;
    open.current = turn;
    try {
      const answer = await send(turn.body, turn.key);
      open.current = null;
      return answer;
    } catch (thrown) {
      const unsure = thrown instanceof Problem && thrown.unknown && (again || !atTheDoor(thrown));
      if (!unsure) open.current = null;
      throw thrown;
    }
  }

  return async function attempt<T>(body: B, send: (body: B, key: string) => Promise<T>): Promise<Answered<T>> {
    const text = JSON.stringify(body);
    const before = open.current;
    if (before && before.text !== text) {
      try {
        return { answer: await once(before, send), earlier: true };
      } catch (thrown) {
        if (open.current) throw thrown;
        // Refused: the earlier content was never recorded, so the changed one may go.
      }
    }
    return { answer: await once(open.current ?? { body, text, key: newKey() }, send), earlier: false };
  };
}

/** A first attempt that was turned away at the door was certainly not recorded. */
function atTheDoor(problem: Problem): boolean {
  return !problem.lost && problem.status < 500;
}
