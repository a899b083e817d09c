import { Alert, Button, Group, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useContext, useEffect, useState } from "react";
import { api } from "../api/calls";
import type { Earlier } from "../api/contract";
import { asProblem } from "../api/problem";
import { Cite } from "../components/Cite";
import { EarlierContext } from "./earlier";
import type { InputProps } from "./FieldInput";

/** CaseInput takes the code of another case; at the intake desk it is looked up, and what it gives fills the form. */
export function CaseInput({ id, field, value, onChange, error, told }: InputProps & { told?: string }) {
  const desk = useContext(EarlierContext);
  const code = typeof value === "string" ? value.trim() : "";
  const [asked, setAsked] = useState(desk?.start[field.name] ?? "");
  const current = desk !== null && asked !== "" && asked === code;
  const look = useQuery({
    queryKey: ["earlier", desk?.procedure, field.name, asked, desk?.day, desk?.unit],
    queryFn: () => api.earlier(desk!.procedure, { field: field.name, code: asked, day: desk!.day, unit: desk!.unit }),
    enabled: current, retry: false, staleTime: 0,
  });
  const found = current ? look.data : undefined;
  const take = desk?.take;
  useEffect(() => take?.(field.name, found?.allowed ? found : undefined), [take, field.name, found]);
  const fault = current && look.error ? asProblem(look.error) : null;
  return (
    <div>
      <Group align="end" gap="sm" wrap="nowrap">
        <TextInput
          id={id} className="grow" label={field.title} description={told} error={error} withAsterisk={field.required} aria-required={field.required}
          value={typeof value === "string" ? value : ""} onChange={(e) => onChange(e.currentTarget.value)} autoComplete="off" spellCheck={false}
        />
        {desk && <Button variant="default" loading={current && look.isFetching} disabled={code === ""} onClick={() => (asked === code ? void look.refetch() : setAsked(code))}>Tra hồ sơ</Button>}
      </Group>
      <div aria-live="polite">
        {fault && <Text size="sm" c="red.9" mt={6}>{fault.errors[0]?.sentence ?? fault.message}</Text>}
        {found && <Found found={found} />}
      </div>
    </div>
  );
}

function Found({ found }: { found: Earlier }) {
  const c = found.case;
  return (
    <>
      <Text size="sm" mt={6}><span className="code">{c.code}</span> · {c.procedureTitle}{c.stage && ` · ${c.stage.title}`}{c.responsible && ` · ${c.responsible.name}`}</Text>
      {found.refusal && <Alert color="red" variant="light" mt={6}><Text size="sm">{found.refusal.sentence}</Text>{found.refusal.cite && <Cite text={found.refusal.cite} />}</Alert>}
      {found.allowed && found.taken.length > 0 && <Text size="sm" className="soft">Đã lấy sang {found.taken.length} mục của hồ sơ này; mục nào đã ghi thì giữ nguyên.</Text>}
    </>
  );
}
