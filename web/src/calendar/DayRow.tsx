import { Button, Group, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { DayInput } from "../forms/DayInput";
import { dayFault } from "../lib/dayFault";

const KINDS = [
  { value: "off", label: "Nghỉ lễ, nghỉ của địa phương" },
  { value: "compensatory", label: "Nghỉ bù" },
  { value: "swapped", label: "Ngày thường hoán đổi thành nghỉ" },
  { value: "worked", label: "Làm bù (thứ Bảy, Chủ nhật)" },
  { value: "ordinary", label: "Thu hồi: trở lại ngày bình thường" },
];

/** DayRow writes one day as a line of the schedule. */
export function DayRow({ source, add }: { source: string; add: (row: string) => void }) {
  const [kind, setKind] = useState("off");
  const [date, setDate] = useState("");
  const [name, setName] = useState("");
  const ready = dayFault(date, { required: true }) === undefined && date !== "" && name.trim() !== "" && source.trim() !== "";
  const write = () => {
    add([kind, date, cell(name.trim()), cell(source.trim())].join(","));
    setDate("");
    setName("");
  };
  return (
    <fieldset className="day-row">
      <legend>Thêm một ngày</legend>
      <Group align="end" gap="sm">
        <Select label="Loại ngày" data={KINDS} allowDeselect={false} value={kind} onChange={(v) => setKind(v ?? "off")} w={280} />
        <DayInput label="Ngày" value={date} onChange={setDate} />
        <TextInput label="Tên ngày" value={name} onChange={(e) => setName(e.currentTarget.value)} className="grow" />
        <Button variant="default" disabled={!ready} title={ready ? undefined : "Cần ngày, tên ngày và số văn bản ở trên"} onClick={write}>Thêm ngày</Button>
      </Group>
    </fieldset>
  );
}

function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
