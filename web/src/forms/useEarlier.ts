import { useCallback, useMemo, useRef, useState, type Dispatch, type SetStateAction } from "react";
import type { Earlier, Form } from "../api/contract";
import type { EarlierDesk } from "./earlier";
import { emptyValues, type Values } from "./values";

type Given = { procedure: string; form: Form; day: string; unit: string; start: Record<string, string>; setValues: Dispatch<SetStateAction<Values>> };

/** useEarlier keeps the earlier cases that were found, and fills what is still empty from them. What came from one that is no longer named goes again: it belongs to another case. */
export function useEarlier({ procedure, form, day, unit, start, setValues }: Given): { desk: EarlierDesk; secrets: string[] } {
  const [found, setFound] = useState<Record<string, Earlier | undefined>>({});
  const named = useRef(found);
  const take = useCallback((field: string, e: Earlier | undefined) => {
    const before = named.current[field];
    if (before === e) return;
    named.current = { ...named.current, [field]: e };
    setFound(named.current);
    setValues((values) => {
      const own = before ? withdrawn(form, values, before) : values;
      return e ? filled(form, own, e) : own;
    });
  }, [form, setValues]);
  const desk = useMemo(() => ({ procedure, day, unit, start, found, take }), [procedure, day, unit, start, found, take]);
  const secrets = Object.values(found).flatMap((e) => e?.taken.filter((t) => t.secret).map((t) => t.field) ?? []);
  return { desk, secrets };
}

/** withdrawn empties what still is as the earlier case gave it. */
export function withdrawn(form: Form, values: Values, e: Earlier): Values {
  const out = { ...values }, empty = emptyValues(form);
  for (const t of e.taken) if (!t.secret && t.field in empty && out[t.field] === t.value) out[t.field] = empty[t.field];
  return out;
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
