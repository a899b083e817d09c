import { addDays } from "../src/lib/date";
import { act, deadline, LIBRARY, open, OPEN, TODAY } from "./desk";

/** seed fills the mock with cases in every state the page must show. */
export function seed(): void {
  const [complaint, denunciation] = LIBRARY.map((l) => l.raw);
  for (let i = 0; i < 14; i++) {
    const raw = i % 3 === 2 ? denunciation : complaint;
    const c = open(raw, addDays(TODAY, -3 * i), i % 3 === 2);
    c.clocks = c.clocks.map((d, n) => deadline(raw, d.clock, c.received, 5 - i + n * 3));
    if (i % 2) act(c, raw.stages[c.stage].tasks!.at(-1)!, addDays(TODAY, -2 * i), {});
  }
  walk(complaint, ["kiem-tra-dieu-kien", "thu-ly", "giao-xac-minh", "tam-dinh-chi"]);
  walk(complaint, ["kiem-tra-dieu-kien", "chuyen-don"]);
  const c = walk(complaint, ["kiem-tra-dieu-kien", "thu-ly", "giao-xac-minh", "bao-cao-xac-minh"]);
  c.facts = [{ name: "phuc-tap", title: "Vụ việc phức tạp", type: "flag", value: true }, { name: "vung-sau-xa", title: "Vùng sâu, vùng xa đi lại khó khăn", type: "flag", value: false }];
  c.files = [{ id: "f1", name: "Đơn khiếu nại và quyết định thu hồi đất số 1234 (bản chụp có chứng thực).pdf", size: 2_345_678, type: "application/pdf", sha256: "ab".repeat(32), at: "2026-11-02T02:15:00Z" }];
  c.steps.splice(2, 0, { ...c.steps[0], kind: "tick", title: "Nhắc việc theo thời hạn", notices: [{ clock: "thu-ly", title: "Thời hạn thụ lý", does: "remind", to: ["nguoi-xu-ly", "thu-truong"], date: "2026-11-10" }], with: [] });
  c.steps.forEach((s, i) => (s.seq = i));
  const done = walk(complaint, ["kiem-tra-dieu-kien", "khong-thu-ly"]);
  done.clocks.forEach((d) => Object.assign(d, { state: "met", text: "Xong trễ hạn", late: true, left: undefined }));
  walk(denunciation, ["xac-nhan-tham-quyen", "kiem-tra-dieu-kien", "thu-ly", "giao-xac-minh"]);
}

function walk(raw: (typeof LIBRARY)[number]["raw"], acts: string[]) {
  const c = open(raw, addDays(TODAY, -21), raw.kind === "denunciation");
  acts.forEach((a, i) => act(c, a, addDays(TODAY, -20 + i * 4), { "so-van-ban": `${112 + i}/TB-UBND`, "phuc-tap": true }));
  return OPEN[0];
}
