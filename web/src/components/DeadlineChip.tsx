import { Popover } from "@mantine/core";
import {
  IconAlertTriangle, IconBell, IconCheck, IconCircleOff, IconClock, IconHourglass, IconPlayerPause,
} from "@tabler/icons-react";
import { useId, useRef, useState, type ComponentType } from "react";
import type { Deadline } from "../api/contract";
import { chipText, PROVISIONAL, spoken, toneOf, type Tone } from "../lib/chip";
import { day, moment, weekday } from "../lib/date";
import { Cite } from "./Cite";

const ICON: Record<Tone, ComponentType<{ size?: number; "aria-hidden"?: boolean }>> = {
  late: IconAlertTriangle as never,
  now: IconBell as never,
  near: IconHourglass as never,
  calm: IconClock as never,
  held: IconPlayerPause as never,
  done: IconCheck as never,
  idle: IconCircleOff as never,
};

/**
 * DeadlineChip says how a deadline stands: text first, then icon, colour last.
 * Pointing at it or reaching it by keyboard opens the card that explains the
 * date; Escape closes it.
 */
export function DeadlineChip({ deadline }: { deadline: Deadline | null | undefined }) {
  const [open, setOpen] = useState(false);
  const timer = useRef<number>(undefined);
  const id = useId();
  if (!deadline) return <span className="soft small">Không có thời hạn</span>;
  const tone = toneOf(deadline);
  const Icon = ICON[tone];
  const soon = (next: boolean, ms: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setOpen(next), ms);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" shadow="md" withinPortal trapFocus={false} returnFocus={false}>
      <Popover.Target>
        <button
          type="button" className={`chip chip-${tone}`} aria-label={spoken(deadline)} aria-describedby={open ? id : undefined}
          aria-haspopup={false} aria-expanded={undefined} aria-controls={undefined}
          onMouseEnter={() => soon(true, 250)} onMouseLeave={() => soon(false, 200)}
          onFocus={() => setOpen(true)} onBlur={() => setOpen(false)} onClick={() => setOpen(true)}
          onKeyDown={(e) => e.key === "Escape" && setOpen(false)}
        >
          <Icon size={15} aria-hidden />
          <span>{chipText(deadline)}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown id={id} role="tooltip" onMouseEnter={() => soon(true, 0)} onMouseLeave={() => soon(false, 200)}>
        <div className="chip-card"><Explanation deadline={deadline} /></div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Explanation is the card: exact date, legal basis, nominal and due date, and each step of the count. */
export function Explanation({ deadline: d, titled = true }: { deadline: Deadline; titled?: boolean }) {
  return (
    <div>
      {titled && <strong>{d.title}</strong>}
      <dl className="facts">
        <dt>Đến hạn</dt>
        <dd><strong>{moment(d.due)}</strong> ({weekday(d.due)}{d.state === "paused" ? ", tính đến hôm nay" : ""}){d.provisional && PROVISIONAL}</dd>
        {d.nominal !== d.due && <><dt>Ngày tính theo luật</dt><dd>{moment(d.nominal)} ({weekday(d.nominal)})</dd></>}
        <dt>Tính từ</dt><dd>{moment(d.from)}</dd>
        <dt>Căn cứ</dt><dd><Cite text={d.cite} /></dd>
        <dt>Cách tính</dt><dd>{d.leftUnit === "hours" ? "Theo giờ" : "Lịch làm việc hành chính, giờ Việt Nam"}</dd>
        {(d.extensions ?? []).map((e, i) => <Line key={"e" + i} term="Gia hạn" text={`${e.by}, ngày ${day(e.on)}`} />)}
        {(d.pauses ?? []).map((p, i) => (
          <Line key={"p" + i} term="Tạm dừng" text={p.to ? `từ ${day(p.from)} đến ${day(p.to)}` : `từ ${day(p.from)}, chưa tính tiếp`} />
        ))}
      </dl>
      <Why deadline={d} />
      {d.provisional && <p className="small soft">Lịch nghỉ của năm này chưa có quyết định chính thức; ngày có thể thay đổi.</p>}
      {d.confidence && <p className="small soft">Thời hạn này cần đối chiếu lại với văn bản gốc.</p>}
    </div>
  );
}

function Line({ term, text }: { term: string; text: string }) {
  return <><dt>{term}</dt><dd>{text}</dd></>;
}

function Why({ deadline: d }: { deadline: Deadline }) {
  if (!d.why?.length) return <p className="small soft">Cách tính từng ngày có trong trang hồ sơ, mục Thời hạn.</p>;
  return (
    <ol className="why">
      {d.why.map((r, i) => (
        <li key={i}>{r.text}{r.cite && r.cite !== d.cite && <> <Cite text={`(${r.cite})`} /></>}</li>
      ))}
    </ol>
  );
}
