import { createContext, useContext } from "react";
import type { Earlier } from "../api/contract";

/** What the case fields of an intake form share: when and by whom the petition is received, and what was found. */
export type EarlierDesk = {
  procedure: string;
  day: string;
  unit: string;
  /** Codes that the page was opened with, by field: they are looked up at once. */
  start: Record<string, string>;
  found: Record<string, Earlier | undefined>;
  take: (field: string, found: Earlier | undefined) => void;
};

export const EarlierContext = createContext<EarlierDesk | null>(null);

/** useTaken is where a secret field comes from when nobody types it. */
export function useTaken(field: string): { code: string; masked?: string } | undefined {
  const desk = useContext(EarlierContext);
  for (const e of Object.values(desk?.found ?? {})) {
    const entry = e?.taken.find((t) => t.field === field && t.secret);
    if (e && entry) return { code: e.case.code, masked: entry.masked };
  }
  return undefined;
}
