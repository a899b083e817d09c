// Civil dates are texts "2026-07-06" at +07:00 and are never turned into
// instants: a browser in another zone must show the same day.

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const WEEKDAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];

/** day: "2026-07-06" or a moment -> "06/07/2026"; anything else is given back. */
export function day(text: string | undefined): string {
  const m = DATE.exec(text ?? "");
  return m ? `${m[3]}/${m[2]}/${m[1]}` : (text ?? "");
}

/** moment: "2026-07-06T16:30" -> "16:30 06/07/2026"; a plain date stays a date. */
export function moment(text: string | undefined): string {
  const time = /^\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})$/.exec(text ?? "");
  return time ? `${time[1]} ${day(text)}` : day(text);
}

/** instant: RFC 3339 -> "16:30 06/07/2026" at +07:00, wherever the browser is. */
export function instant(text: string | undefined): string {
  const ms = Date.parse(text ?? "");
  if (Number.isNaN(ms)) return text ?? "";
  const iso = new Date(ms + 7 * 3600_000).toISOString();
  return `${iso.slice(11, 16)} ${day(iso)}`;
}

/** addDays works on the civil date alone; n may be negative. */
export function addDays(text: string, n: number): string {
  const m = DATE.exec(text);
  if (!m) return text;
  return new Date(Date.UTC(+m[1], +m[2] - 1, +m[3] + n)).toISOString().slice(0, 10);
}

/** weekday: "2026-07-06" -> "Thứ hai". */
export function weekday(text: string): string {
  const m = DATE.exec(text);
  return m ? WEEKDAYS[new Date(Date.UTC(+m[1], +m[2] - 1, +m[3])).getUTCDay()] : "";
}

const TYPED = /^(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})$/;
const FIRST_YEAR = 1900;

/** parseDay reads what people type: 6/7/2026, 06-07-26, 06072026, 2026-07-06; a year of two digits is of this century. */
export function parseDay(typed: string): string | null {
  const t = typed.trim();
  const m = TYPED.exec(t) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(t);
  const [y, mo, d] = m ? [century(m[3]), +m[2], +m[1]] : (/^(\d{4})-(\d{2})-(\d{2})$/.exec(t)?.slice(1, 4).map(Number) ?? [0, 0, 0]);
  const date = new Date(Date.UTC(y, mo - 1, d));
  const real = y >= FIRST_YEAR && date.getUTCFullYear() === y && date.getUTCMonth() === mo - 1 && date.getUTCDate() === d;
  return real ? date.toISOString().slice(0, 10) : null;
}

function century(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

/** parseHour reads 14:30, 14h30, 9.05 -> "14:30", "09:05"; null when it is no time of day. */
export function parseHour(typed: string): string | null {
  const m = /^(\d{1,2})\s*[:hg.]\s*(\d{2})$/.exec(typed.trim());
  return m && +m[1] < 24 && +m[2] < 60 ? `${m[1].padStart(2, "0")}:${m[2]}` : null;
}
