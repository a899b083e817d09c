import type { Kind, Urgency } from "../api/contract";

export const KIND: Record<Kind, string> = {
  complaint: "Khiếu nại",
  denunciation: "Tố cáo",
  recommendation: "Kiến nghị, phản ánh",
  petition: "Đơn chưa phân loại",
  reception: "Tiếp công dân",
};

export const URGENCY: Record<Urgency, string> = {
  overdue: "Quá hạn",
  today: "Hôm nay",
  soon: "Sắp đến hạn",
  later: "Còn lại",
  none: "Không có thời hạn",
};

export const DRAFT_STATUS: Record<string, string> = {
  draft: "Đang soạn",
  submitted: "Chờ duyệt",
  published: "Đã công bố",
};

const BYTES = ["B", "KB", "MB", "GB"];

/** size: 1536 -> "1,5 KB". */
export function size(bytes: number): string {
  let n = bytes;
  let unit = 0;
  while (n >= 1024 && unit < BYTES.length - 1) {
    n /= 1024;
    unit++;
  }
  const shown = unit === 0 || n >= 10 ? Math.round(n).toString() : n.toFixed(1).replace(".", ",");
  return `${shown} ${BYTES[unit]}`;
}

/** plain drops tone marks and case, so that "ho so" finds "Hồ sơ". */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}
