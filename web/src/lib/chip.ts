import type { Deadline } from "../api/contract";
import { day, moment } from "./date";

export type Tone = "late" | "now" | "near" | "calm" | "held" | "done" | "idle";

/** Working days (or hours) at which a running clock asks for attention. */
const NEAR = 3;

/** toneOf gives the weight of a deadline; colour and icon follow from it, the text never depends on it. */
export function toneOf(d: Deadline): Tone {
  switch (d.state) {
    case "overdue": return "late";
    case "paused": return "held";
    case "met": return "done";
    case "stopped": return "idle";
    case "running": return running(d.left);
  }
}

function running(left: number | undefined): Tone {
  if (left === undefined) return "calm";
  if (left < 0) return "late";
  if (left === 0) return "now";
  return left <= NEAR ? "near" : "calm";
}

/** chipText is the server's sentence, or the same sentence built here when it sent none. */
export function chipText(d: Deadline): string {
  return plainText(d) + (d.provisional ? PROVISIONAL : "");
}

/** What a date says that rests on a year whose days off are not announced yet. */
export const PROVISIONAL = " (tạm tính)";

function plainText(d: Deadline): string {
  if (d.text) return d.text;
  if (d.state === "paused") return d.pausedSince ? `Tạm dừng từ ${day(d.pausedSince)}` : "Tạm dừng";
  if (d.state === "met") return d.late ? "Xong trễ hạn" : "Đã xong";
  if (d.state === "stopped") return "Không còn tính";
  const unit = d.leftUnit === "hours" ? "giờ" : "ngày làm việc";
  if (d.left === undefined) return `Hạn ${moment(d.due)}`;
  if (d.left < 0 || d.state === "overdue") return `Quá hạn ${Math.abs(d.left)} ${unit}`;
  return d.left === 0 ? "Hết hạn hôm nay" : `Còn ${d.left} ${unit}`;
}

/** spoken is what a screen reader says for the chip alone. */
export function spoken(d: Deadline): string {
  return `${d.title}: ${chipText(d)}, hạn ${moment(d.due)}`;
}
