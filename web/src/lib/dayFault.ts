import { parseDay } from "./date";

type Bounds = { required?: boolean; min?: string; max?: string };

/**
 * dayFault says why what stands in a day's box is no day that may be sent;
 * undefined where it may. A text that could not be read stays in the box: a
 * day the officer did not type must never take its place.
 */
export function dayFault(value: string, { required, min, max }: Bounds): string | undefined {
  const typed = value.trim();
  if (!typed) return required ? "Chưa ghi ngày" : undefined;
  const date = parseDay(typed);
  if (!date) return "Ngày không đúng";
  if (max && date > max) return "Ngày chưa đến";
  return min && date < min ? "Ngày đã qua" : undefined;
}
