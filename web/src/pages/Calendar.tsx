import { Alert, Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { api } from "../api/calls";
import type { CalendarDay, CalendarYear } from "../api/contract";
import { useMe } from "../api/me";
import { OfficeHours } from "../calendar/OfficeHours";
import { Schedules } from "../calendar/Schedules";
import { PageTitle } from "../components/PageTitle";
import { Ready } from "../components/Ready";
import { day, weekday } from "../lib/date";
import { cells, type Cell } from "../lib/month";

/** CalendarPage shows the working days that every term is counted on, with the source of each exception. */
export function CalendarPage() {
  const me = useMe();
  const search = useSearch({ strict: false }) as { nam?: string };
  const year = Number(search.nam) || Number(me.today.slice(0, 4));
  const go = useNavigate();
  const found = useQuery({ queryKey: ["calendar", year], queryFn: () => api.calendar(year), staleTime: 300_000 });
  const turn = (by: number) => go({ to: "/lich", search: { nam: String(year + by) }, replace: true });
  return (
    <>
      <Group justify="space-between" mb="sm">
        <PageTitle tab="Lịch làm việc">Lịch làm việc năm {year}</PageTitle>
        <Group gap="xs">
          <Button variant="default" onClick={() => turn(-1)}>Năm {year - 1}</Button>
          <Button variant="default" onClick={() => turn(1)}>Năm {year + 1}</Button>
        </Group>
      </Group>
      {me.can.calendars && <Schedules />}
      {me.can.administer && <OfficeHours />}
      <Ready query={found}>{(c) => <Year c={c} today={me.today} />}</Ready>
    </>
  );
}

function Year({ c, today }: { c: CalendarYear; today: string }) {
  const known = new Map(c.days.map((d) => [d.date, d]));
  const special = c.days.filter((d) => d.name);
  return (
    <>
      {c.provisional && <Alert color="yellow" variant="light" mb="md">Năm này chưa có quyết định lịch nghỉ chính thức; ngày nghỉ lễ đang tính theo luật và âm lịch.</Alert>}
      <ul className="legend small" aria-label="Chú giải">
        <li><span className="swatch holiday">1</span> Nghỉ lễ, nghỉ bù</li>
        <li><span className="swatch off">1</span> Nghỉ cuối tuần</li>
        <li><span className="swatch swap">1</span> Làm bù</li>
      </ul>
      <div className="months">
        {Array.from({ length: 12 }, (_, m) => <Month key={m} year={c.year} month={m} known={known} today={today} />)}
      </div>
      <section className="card map" aria-labelledby="ngay-nghi">
        <h2 id="ngay-nghi">Ngày nghỉ và ngày làm bù ({special.length})</h2>
        <ul className="plain-list">
          {special.map((d) => <li key={d.date}><strong>{day(d.date)}</strong>, {weekday(d.date).toLowerCase()}: {d.name}{d.working && " (đi làm)"}<div className="small soft">{d.source}</div></li>)}
        </ul>
      </section>
      <Text size="sm" className="soft" mt="md">Lịch {c.name}{c.announced && ` · công bố theo ${c.announced}`} · dấu kiểm tra <span className="code">{c.hash.slice(0, 12)}</span></Text>
    </>
  );
}

const HEAD = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"];

function Month({ year, month, known, today }: { year: number; month: number; known: Map<string, CalendarDay>; today: string }) {
  return (
    <div className="card">
      <table className="month">
        <caption>Tháng {month + 1}</caption>
        <thead><tr>{HEAD.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
        <tbody>
          {cells(year, month).map((week, i) => (
            <tr key={i}>{week.map((c, j) => <Day key={j} c={c} d={c && known.get(c.date)} today={c?.date === today} />)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Day({ c, d, today }: { c: Cell; d: CalendarDay | undefined | null; today: boolean }) {
  if (!c) return <td />;
  const kind = d?.name ? (d.working ? "swap" : "holiday") : (d ? !d.working : c.weekend) ? "off" : "";
  const said = d?.name ? `${d.name}${d.source ? ` (${d.source})` : ""}` : undefined;
  return <td className={`${kind}${today ? " today" : ""}`} title={said}>{c.n}{d?.name && <span className="hidden-text">: {d.name}</span>}</td>;
}
