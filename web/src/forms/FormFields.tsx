import { Stack } from "@mantine/core";
import type { Form, Proposal } from "../api/contract";
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
  proposals?: Proposal[];
  /** The values with those that are proposed; without it, the values. */
  filled?: Values;
  /** Told of each field that a person fills in. */
  touch?: (field: string) => void;
};

export const inputId = (prefix: string, field: string) => `${prefix}-${field}`;

/** FormFields draws a whole form; the parent owns the values, so nothing is lost when sending fails. */
export function FormFields({ form, prefix, values, onChange, errors, today, unit, proposals, filled = values, touch }: Props) {
  return (
    <Stack gap="md">
      {(form.fields ?? []).map((f) => (
        <div key={f.name} data-field={f.name} data-type={f.type} data-required={f.required || undefined}>
          <FieldInput
            id={inputId(prefix, f.name)} field={f} value={filled[f.name]} error={errors[f.name]} today={today} unit={unit}
            proposal={proposals?.find((p) => p.field === f.name)}
            onChange={(v) => {
              touch?.(f.name);
              onChange({ ...values, [f.name]: v });
            }}
          />
        </div>
      ))}
    </Stack>
  );
}
