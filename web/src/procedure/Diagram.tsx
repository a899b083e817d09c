import { useEffect, useRef } from "react";
import type { PlanView } from "../api/contract";

const MARK: Record<string, string> = { passed: "Đã qua", current: "Đang ở đây", possible: "Có thể đến", skipped: "Không qua" };

/** Smaller than this share of its size the drawing is scrolled instead. */
const LEAST = 0.9;

/** Diagram shows the server's drawing of a procedure and, for a case, the way it went. The list below it says the same in words. */
export default function Diagram({ plan }: { plan: PlanView }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => fit(frame.current), [plan.drawing]);
  return (
    <div>
      {/* The server writes the drawing and escapes every word of the procedure in it. */}
      <div ref={frame} className="diagram" tabIndex={0} role="region" aria-label="Sơ đồ quy trình, cuộn được; nội dung tương đương ở danh sách bên dưới" dangerouslySetInnerHTML={{ __html: plan.drawing }} />
      <StageList plan={plan} />
    </div>
  );
}

/** Where the drawing is wider than its frame, the case's own stage is what is seen first. */
function fit(frame: HTMLDivElement | null) {
  const svg = frame?.querySelector("svg");
  if (!frame || !svg) return;
  svg.style.minWidth = `${Math.round(Number(svg.getAttribute("width")) * LEAST)}px`;
  const stage = svg.querySelector(".stage.current") ?? svg.querySelector(".stage.opening");
  if (!stage) return;
  const [outer, inner] = [frame.getBoundingClientRect(), stage.getBoundingClientRect()];
  frame.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
  frame.scrollTop += inner.top + inner.height / 2 - outer.top - outer.height / 2;
}

/** StageList is the diagram in words: for screen readers, for phones, for those who prefer to read. */
export function StageList({ plan }: { plan: PlanView }) {
  const title = new Map(plan.stages.map((s) => [s.name, s.title || s.name]));
  return (
    <details className="stage-list">
      <summary>Đọc sơ đồ bằng chữ ({plan.stages.length} giai đoạn)</summary>
      <ol>
        {plan.stages.map((s) => (
          <li key={s.name}>
            <strong>{s.title || s.name}</strong>
            {s.outcome && " (kết thúc)"}
            {s.mark && `: ${MARK[s.mark]}`}
            <ul>
              {plan.ways.filter((w) => w.from === s.name).map((w) => (
                <li key={w.to}>{w.causes.join(", ")} → {title.get(w.to)}{w.back && " (quay lại)"}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  );
}
