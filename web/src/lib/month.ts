export type Cell = { n: number; date: string; weekend: boolean } | null;

/** cells lays a month (0 = January) out in weeks that begin on Monday; null where no day is. */
export function cells(year: number, month: number): Cell[][] {
  const lead = (new Date(Date.UTC(year, month, 1)).getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const all: Cell[] = Array.from({ length: lead }, () => null);
  for (let n = 1; n <= count; n++) {
    const date = new Date(Date.UTC(year, month, n));
    all.push({ n, date: date.toISOString().slice(0, 10), weekend: date.getUTCDay() % 6 === 0 });
  }
  while (all.length % 7) all.push(null);
  return Array.from({ length: all.length / 7 }, (_, w) => all.slice(w * 7, w * 7 + 7));
}
