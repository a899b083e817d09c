import { useEffect, useState } from "react";
import { api } from "../api/calls";
import type { Finding, PlanView } from "../api/contract";

export type CheckState = { problems: Finding[]; plan?: PlanView; checking: boolean; failed: unknown };

/** useChecked asks the server's checker about the text, once typing has rested; late answers to old texts are dropped. */
export function useChecked(text: string, first: Finding[]): CheckState {
  const [state, setState] = useState<CheckState>({ problems: first ?? [], checking: true, failed: null });
  useEffect(() => {
    let stale = false;
    const later = setTimeout(async () => {
      setState((s) => ({ ...s, checking: true }));
      try {
        const answer = await api.check(text);
        // A text that does not compile keeps the last drawing that did.
        if (!stale) setState((s) => ({ problems: answer.problems ?? [], plan: answer.plan ?? s.plan, checking: false, failed: null }));
      } catch (failed) {
        if (!stale) setState((s) => ({ ...s, checking: false, failed }));
      }
    }, 600);
    return () => {
      stale = true;
      clearTimeout(later);
    };
  }, [text]);
  return state;
}
