import { useEffect, useState } from "react";
import type { Form } from "../api/contract";
import { asProblem, Problem, type FieldError } from "../api/problem";
import { forget, keep, kept } from "./kept";
import { differs, emptyValues, errorsByField, wrong, type Values } from "./values";

/**
 * useForm holds one form: its values, its errors, and the unsecret part of the
 * values kept in this browser under `place` until the form was accepted. What is
 * `given` stands in it from the start.
 */
export function useForm(form: Form | undefined, account: string, place: string, given?: Values) {
  const [restored] = useState(() => kept(account, place, form));
  const [started] = useState<Values>(() => ({ ...emptyValues(form), ...restored, ...given }));
  const [values, setValues] = useState<Values>(started);
  const [failed, setFailed] = useState<Problem | null>(null);
  useEffect(() => {
    const later = setTimeout(() => keep(account, place, form, values), 400);
    return () => clearTimeout(later);
  }, [account, place, form, values]);

  const { byField, rest } = errorsByField(form, failed?.errors ?? []);
  return {
    values, setValues, failed, byField, rest, restored: restored !== null,
    dirty: differs(form, values, started),
    /** Fails with what is plainly missing or wrong, before the server is asked; `more` is what the page found beside the form, `taken` the fields that another case fills, `filled` the values with what was proposed. */
    checkFilled(today: string, more: FieldError[] = [], taken: string[] = [], filled = values): boolean {
      const errors = [...more, ...wrong(form, filled, today).filter((e) => e.code !== "required" || !taken.includes(e.field))];
      if (errors.length) setFailed(new Problem(422, { code: "form", detail: "Còn mục chưa điền hoặc chưa đúng.", errors }));
      return errors.length === 0;
    },
    refuse: (thrown: unknown) => setFailed(asProblem(thrown)),
    clearFailure: () => setFailed(null),
    done: () => {
      setFailed(null);
      forget(account, place);
    },
    restart: () => {
      forget(account, place);
      setValues(emptyValues(form));
    },
  };
}
