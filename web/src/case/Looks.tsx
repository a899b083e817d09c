import type { Case } from "../api/contract";
import { instant } from "../lib/date";

/** Looks shows the head of the body who looked at what is kept secret, when and why; to others the server does not tell. */
export function Looks({ c }: { c: Case }) {
  if (!c.reveals?.length) return null;
  return (
    <section className="card" aria-labelledby="nhat-ky-xem">
      <h2 id="nhat-ky-xem">Ai đã xem thông tin được giữ kín</h2>
      <ul className="plain-list">
        {c.reveals.map((r, i) => (
          <li key={i}>
            <strong>{r.name}</strong> · {r.what}
            <div className="small soft">{instant(r.at)} · Lý do: {r.reason}</div>
          </li>
        ))}
      </ul>
    </section>
  );
}
