import { useEffect, useRef, useState } from "react";
import type { Form, Proposal } from "../api/contract";
import { announce } from "../components/announce";
import { differs, settled, told, type Values } from "./values";

/** How long the form rests before the server is asked anew. */
const REST_MS = 300;

type Ask = (filled: Values) => Promise<Proposal[]>;

/**
 * useProposals keeps what the procedure proposes for a form's choices in step with
 * what is filled in and with the day of the act. A field that nobody touched holds
 * what is proposed for it; one that was chosen by hand stays as it is.
 */
export function useProposals(form: Form | undefined, values: Values, on: string, first: Proposal[], ask: Ask) {
  const [proposals, setProposals] = useState(first);
  const [touched, setTouched] = useState<ReadonlySet<string>>(() => new Set());
  const filled = on + JSON.stringify(told(form, values));
  const asked = useRef(on + "{}"); // the first proposals know only the case
  const latest = useRef(ask);
  latest.current = ask;
  const current = useRef(values);
  current.current = values;
  const proposes = (form?.fields ?? []).some((f) => f.propose?.length);
  useEffect(() => {
    if (!proposes || filled === asked.current) return;
    let stale = false;
    const later = setTimeout(async () => {
      try {
        const answer = await latest.current(told(form, current.current));
        if (stale) return;
        asked.current = filled;
        setProposals(answer);
      } catch {
        // A proposal is help, not a condition: the form goes on without it.
      }
    }, REST_MS);
    return () => {
      stale = true;
      clearTimeout(later);
    };
  }, [filled, proposes, form]);
  useNews(proposals);
  /** settle says whether what the form shows is what is proposed for what it holds now; if not, it shows that from then on. */
  const settle = async (): Promise<boolean> => {
    if (!proposes || filled === asked.current) return true;
    const answer = await ask(told(form, values)).catch(() => proposals);
    asked.current = filled;
    setProposals(answer);
    return !differs(form, settled(values, answer, touched), settled(values, proposals, touched));
  };
  return {
    proposals,
    settle,
    filled: settled(values, proposals, touched),
    touch: (field: string) => setTouched((before) => (before.has(field) ? before : new Set(before).add(field))),
  };
}

/** What is proposed anew is said aloud, for it changes a field that nobody looks at. */
function useNews(proposals: Proposal[]) {
  const known = useRef(proposals);
  useEffect(() => {
    const news = proposals.find((p) => known.current.find((k) => k.field === p.field)?.value !== p.value);
    known.current = proposals;
    if (news) announce(`Đề xuất: ${news.title}, vì ${news.why}`);
  }, [proposals]);
}
