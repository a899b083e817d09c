import { ActionIcon, Popover, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/vi";
import { IconCalendar } from "@tabler/icons-react";
import { useState } from "react";
import { day, parseDay } from "../lib/date";
import { dayFault } from "../lib/dayFault";

type Props = {
  id?: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
  description?: string;
  error?: string;
  min?: string;
  max?: string;
};

/**
 * DayInput takes a civil date, typed as people write it (6/7/2026) or picked.
 * Its value is "2026-07-06", "" or, where it was no date, the very text that
 * was typed: it is kept, with a sentence, for the form to refuse (dayFault).
 */
export function DayInput({ value, onChange, min, max, required, error, ...rest }: Props) {
  const [typing, setTyping] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [left, setLeft] = useState(false); // nobody is blamed for a day not yet come to
  const fault = typing === null ? dayFault(value, { required: required && left, min, max }) : undefined;
  const type = (text: string) => {
    setTyping(text);
    onChange(parseDay(text) ?? text.trim());
  };
  const pick = (date: string | null) => {
    setTyping(null);
    setOpen(false);
    if (date) onChange(date);
  };
  return (
    <TextInput
      {...rest} value={typing ?? day(value)} error={fault ?? error} placeholder="ngày/tháng/năm" inputMode="numeric" autoComplete="off"
      withAsterisk={required} aria-required={required} onChange={(e) => type(e.currentTarget.value)} onBlur={() => { setTyping(null); setLeft(true); }}
      rightSectionPointerEvents="all" rightSection={
        <Popover opened={open} onChange={setOpen} withinPortal shadow="md" position="bottom-end" trapFocus returnFocus>
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray.8" aria-label="Mở lịch chọn ngày" onClick={() => setOpen(!open)}><IconCalendar size={16} aria-hidden /></ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              value={parseDay(value)} defaultDate={parseDay(value) ?? max ?? min} onChange={pick} minDate={min} maxDate={max} locale="vi" firstDayOfWeek={1} highlightToday
              yearLabelFormat="YYYY" ariaLabels={{ previousMonth: "Tháng trước", nextMonth: "Tháng sau", previousYear: "Năm trước", nextYear: "Năm sau", previousDecade: "Mười năm trước", nextDecade: "Mười năm sau" }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  );
}
