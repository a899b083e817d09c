import { Stack } from "@mantine/core";
import type { Form } from "../api/contract";
import { FieldInput } from "./FieldInput";
import type { Values } from "./values";

type Props = {
  form: Form;
  prefix: string;
  values: Values;
  onChange: (values: Values) => void;
  errors: Record<string, string>;
  today: string;
  unit?: string;
};

export const inputId = (prefix: string, field: string) => `${prefix}-${field}`;

/** FormFields draws a whole form; the parent owns the values, so nothing is lost when sending fails. */
export function FormFields({ form, prefix, values, onChange, errors, today, unit }: Props) {
  return (
    <Stack gap="md">
      {(form.fields ?? []).map((f) => (
        <div key={f.name} data-field={f.name} data-type={f.type} data-required={f.required || undefined}>
          <FieldInput
            id={inputId(prefix, f.name)} field={f} value={values[f.name]} error={errors[f.name]} today={today} unit={unit}
            onChange={(v) => onChange({ ...values, [f.name]: v })}
          />
        </div>
      ))}
    </Stack>
  );
}
