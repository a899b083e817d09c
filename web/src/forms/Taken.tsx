import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { Field } from "../api/contract";
import { useTaken } from "./earlier";

/** Taken stands in the place of a secret field that another case fills; who wants to can still type it. */
export function Taken({ id, field, empty, children }: { id: string; field: Field; empty: boolean; children: ReactNode }) {
  const from = useTaken(field.name);
  const [typed, setTyped] = useState(false);
  if (!from || typed || !empty) return children;
  return (
    <fieldset className="card identity">
      <legend>{field.title}</legend>
      <p id={id + "-tu"}>Lấy từ hồ sơ <span className="code">{from.code}</span>{from.masked && <>: <strong>{from.masked}</strong></>}</p>
      <Button id={id} size="xs" variant="default" mt="xs" aria-describedby={id + "-tu"} onClick={() => setTyped(true)}>Tự ghi mục này</Button>
    </fieldset>
  );
}
