import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api/calls";
import type { AskedAlarm, Case } from "../api/contract";
import { announce } from "../components/announce";
import { Failure } from "../components/Failure";
import { day, instant } from "../lib/date";

/** Asked says which leaders were told of late terms and who of them said that they know; whoever is asked may say so here. */
export function Asked({ c }: { c: Case }) {
  const queries = useQueryClient();
  const know = useMutation({ mutationFn: api.acknowledge, onSuccess: () => { announce("Đã xác nhận: đã biết, sẽ xử lý."); return queries.invalidateQueries(); }, onError: () => queries.invalidateQueries() });
  if (c.asked.length === 0) return null;
  return (
    <section className="card" aria-labelledby="lanh-dao-biet">
      <h2 id="lanh-dao-biet">Báo cáo lãnh đạo</h2>
      {know.isError && <Failure thrown={know.error} focus />}
      <ul className="plain-list">{c.asked.map((a, i) => <Alarm key={i} a={a} know={() => a.entry && know.mutate(a.entry)} busy={know.isPending} />)}</ul>
    </section>
  );
}

function Alarm({ a, know, busy }: { a: AskedAlarm; know: () => void; busy: boolean }) {
  return (
    <li>
      <Group justify="space-between" gap="sm" align="start">
        <div className="grow">
          <strong>{a.title}</strong> · hạn {day(a.due.slice(0, 10))}
          {a.told.map((t, i) => <div key={i} className="small">Đã báo {t.name}{t.up ? " (cấp trên, vì chưa ai xác nhận)" : ""}, {instant(t.at)}</div>)}
          <Text size="sm">{standing(a)}</Text>
        </div>
        {a.entry !== undefined && <Button size="xs" loading={busy} onClick={know} aria-label={`Đã biết, sẽ xử lý: ${a.title}`}>Đã biết, sẽ xử lý</Button>}
      </Group>
    </li>
  );
}

function standing(a: AskedAlarm): string {
  if (a.known) return `${a.known.name} đã biết, sẽ xử lý (${instant(a.known.at)})`;
  return a.state === "asked" ? "Chưa ai xác nhận đã biết" : "Không ai xác nhận; nay không còn cần";
}
