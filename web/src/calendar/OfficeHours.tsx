import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { api } from "../api/calls";
import type { OpenHours, UnitHours } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { Ready } from "../components/Ready";
import { UnitInput } from "../forms/BodyInput";

const KEY = ["hours"];

/** OfficeHours is where administrators set when a body is open: mails and messages that are not urgent wait for it. */
export function OfficeHours() {
  const found = useQuery({ queryKey: KEY, queryFn: api.hours });
  return (
    <section className="card map" aria-labelledby="gio-lam-viec">
      <h2 id="gio-lam-viec">Giờ làm việc của đơn vị</h2>
      <Ready query={found}>{(desk) => <Desk items={desk.items} usual={desk.default} />}</Ready>
    </section>
  );
}

function Desk({ items, usual }: { items: UnitHours[]; usual: OpenHours }) {
  const queries = useQueryClient();
  const drop = useMutation({ mutationFn: api.dropHours, onSuccess: () => { announce("Đã trở lại giờ chung."); return queries.invalidateQueries({ queryKey: KEY }); } });
  return (
    <Stack>
      <p className="small soft">Thư và tin nhắn không khẩn chờ đến giờ làm việc; hộp thư trên trang này có ngay. Đơn vị không ghi ở đây làm việc từ {usual.opens} đến {usual.closes}.</p>
      {drop.isError && <Failure thrown={drop.error} focus />}
      <ul className="plain-list">
        {items.map((h) => (
          <li key={h.unit.id}>
            <Group justify="space-between" gap="sm">
              <span className="grow"><strong>{h.unit.name}</strong>: {h.opens} đến {h.closes}</span>
              <Button size="xs" variant="default" aria-label={`Trở lại giờ chung: ${h.unit.name}`} loading={drop.isPending && drop.variables === h.unit.id} onClick={() => drop.mutate(h.unit.id)}>Trở lại giờ chung</Button>
            </Group>
          </li>
        ))}
      </ul>
      <Entry usual={usual} />
    </Stack>
  );
}

function Entry({ usual }: { usual: OpenHours }) {
  const queries = useQueryClient();
  const [unit, setUnit] = useState("");
  const [hours, setHours] = useState(usual);
  const save = useMutation({
    mutationFn: () => api.setHours(unit, hours),
    onSuccess: () => { announce("Đã ghi giờ làm việc."); setUnit(""); setHours(usual); return queries.invalidateQueries({ queryKey: KEY }); },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (unit && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {save.isError && <Failure thrown={save.error} focus />}
        <UnitInput id="gio-don-vi" field={{ name: "unit", title: "Đơn vị", type: "unit", required: true }} value={unit} onChange={setUnit} />
        <Group grow>
          <TextInput id="gio-mo" type="time" label="Mở cửa" required value={hours.opens} onChange={(e) => setHours({ ...hours, opens: e.currentTarget.value })} />
          <TextInput id="gio-dong" type="time" label="Đóng cửa" required value={hours.closes} onChange={(e) => setHours({ ...hours, closes: e.currentTarget.value })} />
        </Group>
        <Group justify="flex-end"><Button type="submit" disabled={!unit} loading={save.isPending}>Ghi giờ làm việc</Button></Group>
      </Stack>
    </form>
  );
}
