import { useEffect, useMemo, useRef } from "react";
import type { PlanView } from "../api/contract";
import { draw, edges, markStages, smooth, titlesOf, type Arrow, type Mark, type StageBox } from "./layout";

export const MARK: Record<Mark, string> = {
  passed: "✓ Đã qua",
  current: "● Đang ở đây",
  possible: "→ Có thể đến",
  skipped: "– Không qua",
  none: "",
};

/** Diagram draws a procedure and, for a case, the way it went. The list below it says the same in words. */
export default function Diagram({ plan }: { plan: PlanView }) {
  const d = useMemo(() => draw(plan), [plan]);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => center(frame.current), [d]);
  return (
    <div>
      <div ref={frame} className="diagram" tabIndex={0} role="region" aria-label="Sơ đồ quy trình, cuộn được; nội dung tương đương ở danh sách bên dưới">
        <svg style={{ minWidth: Math.round(d.width * 0.9) }} width={d.width} height={d.height} viewBox={`0 0 ${d.width} ${d.height}`} aria-hidden="true">
          <defs>
            <pattern id="da-qua" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="8" height="8" fill="#eef7f0" /><rect width="3" height="8" fill="#d3ecd9" />
            </pattern>
            <marker id="mui-ten" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
              <path d="M0 0 10 5 0 10z" fill="#50606e" stroke="none" />
            </marker>
          </defs>
          {d.arrows.map((a) => <Line key={a.from + a.to} a={a} />)}
          {d.stages.map((s) => <Box key={s.name} s={s} />)}
          {d.arrows.map((a) => <Label key={a.from + a.to} a={a} />)}
        </svg>
      </div>
      <StageList plan={plan} />
    </div>
  );
}

/** Where the drawing is wider than its frame, the case's own stage is what is seen first. */
function center(frame: HTMLDivElement | null) {
  const stage = frame?.querySelector(".stage.current") ?? frame?.querySelector(".stage");
  if (!frame || !stage) return;
  const [outer, inner] = [frame.getBoundingClientRect(), stage.getBoundingClientRect()];
  frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  frame.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height / 2;
}

function Line({ a }: { a: Arrow }) {
  return <g className={`edge${a.walked ? " walked" : ""}${a.back ? " back" : ""}`}><path d={smooth(a.points)} markerEnd="url(#mui-ten)" /></g>;
}

function Label({ a }: { a: Arrow }) {
  const top = a.at.y - ((a.label.length - 1) * 14) / 2 + 4;
  return (
    <g className="edge">
      <text textAnchor="middle">
        {a.label.map((l, i) => <tspan key={i} x={a.at.x} y={top + i * 14}>{l}</tspan>)}
      </text>
    </g>
  );
}

function Box({ s }: { s: StageBox }) {
  const top = s.y - s.h / 2;
  return (
    <g className={`stage ${s.mark}`}>
      <rect className="body" x={s.x - s.w / 2} y={top} width={s.w} height={s.h} rx={s.ends ? s.h / 2 : 8} />
      {s.ends && <rect className="inner" x={s.x - s.w / 2 + 4} y={top + 4} width={s.w - 8} height={s.h - 8} rx={(s.h - 8) / 2} style={{ fill: "none" }} />}
      <text textAnchor="middle">
        {s.lines.map((l, i) => <tspan key={i} x={s.x} y={top + 24 + i * 18}>{l}</tspan>)}
      </text>
      {s.mark !== "none" && <text className="mark" textAnchor="middle" x={s.x} y={top + s.h - 9}>{MARK[s.mark]}</text>}
    </g>
  );
}

/** StageList is the diagram in words: for screen readers, for phones, for those who prefer to read. */
export function StageList({ plan }: { plan: PlanView }) {
  const marks = markStages(plan);
  const title = new Map(plan.stages.map((s) => [s.name, s.title || s.name]));
  const act = titlesOf(plan);
  const all = edges(plan);
  return (
    <details className="stage-list">
      <summary>Đọc sơ đồ bằng chữ ({plan.stages.length} giai đoạn)</summary>
      <ol>
        {plan.stages.map((s) => (
          <li key={s.name}>
            <strong>{s.title || s.name}</strong>
            {s.outcome && " (kết thúc)"}
            {MARK[marks.get(s.name) ?? "none"] && `: ${MARK[marks.get(s.name)!].slice(2)}`}
            <ul>
              {all.filter((e) => e.from === s.name).map((e) => (
                <li key={e.to}>{e.acts.map((a) => act.get(a) ?? a).join(", ")} → {title.get(e.to)}{e.back && " (quay lại)"}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
