import { useCallback, useMemo, useState, type Dispatch, type SetStateAction } from "react";
import type { Earlier, Form } from "../api/contract";
import type { EarlierDesk } from "./earlier";
import type { Values } from "./values";

type Given = { procedure: string; form: Form; day: string; unit: string; start: Record<string, string>; setValues: Dispatch<SetStateAction<Values>> };

/** useEarlier keeps the earlier cases that were found, and fills what is still empty from them. */
export function useEarlier({ procedure, form, day, unit, start, setValues }: Given): { desk: EarlierDesk; secrets: string[] } {
  const [found, setFound] = useState<Record<string, Earlier | undefined>>({});
  const take = useCallback((field: string, e: Earlier | undefined) => {
    setFound((all) => (all[field] === e ? all : { ...all, [field]: e }));
    if (e) setValues((values) => filled(form, values, e));
  }, [form, setValues]);
  const desk = useMemo(() => ({ procedure, day, unit, start, found, take }), [procedure, day, unit, start, found, take]);
  const secrets = Object.values(found).flatMap((e) => e?.taken.filter((t) => t.secret).map((t) => t.field) ?? []);
  return { desk, secrets };
}

/** filled puts what the earlier case gives where nothing stands yet. */
export function filled(form: Form, values: Values, e: Earlier): Values {
  const out = { ...values };
  for (const t of e.taken) {
    const known = form.fields?.some((f) => f.name === t.field);
    if (known && !t.secret && (out[t.field] === "" || out[t.field] === false || out[t.field] === undefined)) out[t.field] = t.value;
  }
  return out;
}
