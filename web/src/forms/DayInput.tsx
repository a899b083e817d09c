import { DateInput } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/vi";
import { IconCalendar } from "@tabler/icons-react";
import { parseDay } from "../lib/date";

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

/** DayInput takes a civil date, typed as people write it (6/7/2026) or picked. Its value is "2026-07-06" or "". */
export function DayInput({ value, onChange, min, max, ...rest }: Props) {
  return (
    <DateInput
      {...rest} value={value || null} onChange={(v) => onChange(v ?? "")}
      dateParser={(typed) => parseDay(typed)} valueFormat="DD/MM/YYYY" placeholder="ngày/tháng/năm"
      locale="vi" firstDayOfWeek={1} minDate={min} maxDate={max} clearable={!rest.required} highlightToday
      rightSection={<IconCalendar size={16} aria-hidden />} rightSectionPointerEvents="none" withAsterisk={rest.required} required={false}
      aria-required={rest.required}
      previousLabel="Tháng trước" nextLabel="Tháng sau"
      yearLabelFormat="YYYY" popoverProps={{ withinPortal: true }}
    />
  );
}
