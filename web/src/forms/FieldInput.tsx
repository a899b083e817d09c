import { Checkbox, NumberInput, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import type { CaseFile, Field, Identity, Proposal } from "../api/contract";
import { UnitInput, UserInput } from "./BodyInput";
import { CaseInput } from "./CaseInput";
import { DayInput } from "./DayInput";
import { FileInput } from "./FileInput";
import { IdentityInput } from "./IdentityInput";
import { Proposed } from "./Proposed";
import { Taken } from "./Taken";

export type InputProps = {
  id: string;
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
  error?: string;
  unit?: string;
  today: string;
  proposal?: Proposal;
};

/** FieldInput draws one field of a form by its type; labels, help and articles come from the procedure. */
export function FieldInput(props: InputProps) {
  const { id, field, value, onChange, error } = props;
  const told = describe(field);
  const label = { id, label: field.title, description: told, error, withAsterisk: field.required, "aria-required": field.required };
  const text = typeof value === "string" ? value : "";
  switch (field.type) {
    case "flag":
      return <Checkbox id={id} label={<>{field.title}{field.required && <span aria-hidden className="star"> *</span>}</>} required={false} aria-required={field.required} description={told} error={error} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />;
    case "number":
      return <NumberInput {...label} value={typeof value === "number" ? value : ""} onChange={(v) => onChange(typeof v === "number" ? v : "")} allowDecimal={false} thousandSeparator="." decimalSeparator="," hideControls />;
    case "date":
      return <DayInput id={id} label={field.title} description={told} error={error} required={field.required} value={text} onChange={onChange} />;
    case "choice":
      return <ChoiceInput {...props} />;
    case "unit":
      return <UnitInput id={id} field={field} value={text} onChange={onChange} error={error} />;
    case "user":
      return <UserInput id={id} field={field} value={text} onChange={onChange} error={error} unit={props.unit} />;
    case "file":
      return <FileInput id={id} field={field} value={value as CaseFile | null} onChange={onChange} error={error} />;
    case "identity":
      return <Taken id={id} field={field} empty={!(value as Identity | undefined)?.name}><IdentityInput id={id} field={field} value={(value as Identity) ?? { name: "" }} onChange={onChange} error={error} today={props.today} /></Taken>;
    case "narrative":
      return <Taken id={id} field={field} empty={text === ""}><Textarea {...label} value={text} onChange={(e) => onChange(e.currentTarget.value)} autosize minRows={4} maxRows={18} autoComplete="off" /></Taken>;
    case "case":
      return <CaseInput {...props} told={told} />;
    default:
      return <TextInput {...label} value={text} onChange={(e) => onChange(e.currentTarget.value)} autoComplete="off" />;
  }
}

function describe(field: Field): string | undefined {
  return [field.help, field.cite && `Căn cứ: ${field.cite}`].filter(Boolean).join(" · ") || undefined;
}

/** A few options are shown at once; many are chosen from a list. */
function ChoiceInput({ id, field, value, onChange, error, proposal }: InputProps) {
  const options = field.options ?? [];
  const help = describe(field);
  const told = proposal ? <>{help}<Proposed proposal={proposal} chosen={value} /></> : help;
  if (options.length > 5) {
    return (
      <Select
        id={id} label={field.title} description={told} error={error} withAsterisk={field.required} searchable clearable={!field.required}
        data={options.map((o) => ({ value: o.value, label: o.title }))} value={(value as string) || null} onChange={(v) => onChange(v ?? "")}
      />
    );
  }
  return (
    <Radio.Group label={field.title} description={told} error={error} withAsterisk={field.required} value={(value as string) ?? ""} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {options.map((o, i) => <Radio key={o.value} id={i === 0 ? id : undefined} value={o.value} label={o.title} description={o.cite} />)}
      </Stack>
    </Radio.Group>
  );
}
