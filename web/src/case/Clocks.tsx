import { Group } from "@mantine/core";
import type { Deadline, Foreseen } from "../api/contract";
import { day } from "../lib/date";
import { DeadlineChip, Explanation } from "../components/DeadlineChip";

/** Clocks lists every deadline of the case; each can say why its date is what it is. */
export function Clocks({ clocks, ahead }: { clocks: Deadline[]; ahead: Foreseen[] }) {
  const live = clocks.filter((d) => d.state !== "met" && d.state !== "stopped");
  const past = clocks.filter((d) => d.state === "met" || d.state === "stopped");
  return (
    <section className="card" aria-labelledby="thoi-han">
      <h2 id="thoi-han">Thời hạn</h2>
      {clocks.length === 0 && <p className="soft">Chưa có thời hạn nào.</p>}
      <List clocks={live} />
      {ahead.length > 0 && (
        <details>
          <summary>Nếu không ai làm gì thì sao?</summary>
          <ol className="plain-list">
            {ahead.map((f, i) => (
              <li key={i}>
                <strong>{day(f.on)}</strong> {f.text}
              </li>
            ))}
          </ol>
        </details>
      )}
      {past.length > 0 && (
        <details>
          <summary>Thời hạn đã xong hoặc thôi tính ({past.length})</summary>
          <List clocks={past} />
        </details>
      )}
    </section>
  );
}

function List({ clocks }: { clocks: Deadline[] }) {
  return (
    <ul className="plain-list">
      {clocks.map((d, i) => (
        <li key={d.clock + i} data-clock={d.clock}>
          <Group justify="space-between" gap="sm">
            <strong>{d.title}</strong>
            <DeadlineChip deadline={d} />
          </Group>
          <details>
            <summary>Vì sao ngày này?</summary>
            <Explanation deadline={d} titled={false} />
          </details>
        </li>
      ))}
    </ul>
  );
}
