import type { Draft, Me, Notice, Officer } from "../src/api/contract";
import { act, LIBRARY, open, OPEN, row, taskRows, TODAY, UNITS, whole } from "./desk";
import { form, plan } from "./library";

export type Asked = { method: string; path: string[]; query: URLSearchParams; body: Record<string, unknown>; cookie: string };
type Out = { status: number; body?: unknown; cookie?: string };

const me: Me = {
  id: "o1", account: "thuy.tt", name: "Trần Thị Bích Thủy", unread: 2, today: TODAY,
  roles: [{ role: "nguoi-tiep-nhan", title: "Người tiếp nhận", unit: UNITS[0] }, { role: "nguoi-xu-ly", title: "Người xử lý đơn", unit: UNITS[0] }],
  can: { intake: true, procedures: true, publish: true, calendars: false, demoMail: true, administer: true },
};
const notices: Notice[] = [
  { id: 1, at: "2026-11-23T01:00:00Z", kind: "escalate", title: "Quá hạn: Thời hạn thụ lý", text: "Hồ sơ đã quá thời hạn thụ lý 1 ngày làm việc (124/2020/NĐ-CP Đ16.1).", case: { id: "c130", code: "KN-2026-000130" }, read: false },
  { id: 2, at: "2026-11-22T01:00:00Z", kind: "remind", title: "Còn 3 ngày làm việc: Thời hạn giải quyết khiếu nại lần đầu", text: "Đến hạn ngày 26/11/2026 (LKN Đ28).", case: { id: "c131", code: "KN-2026-000131" }, read: false },
  { id: 3, at: "2026-11-20T07:30:00Z", kind: "handoff", title: "Thanh tra tỉnh từ chối nhận đơn", text: "Lý do: nội dung thuộc thẩm quyền của Chủ tịch UBND phường.", case: { id: "c133", code: "KN-2026-000133" }, read: true },
];
const tokens = [{ id: "t1", name: "Phần mềm một cửa", created: "2026-10-01T02:00:00Z", expires: "2026-12-30T02:00:00Z", lastUsed: "2026-11-22T09:00:00Z" }];
const drafts: Draft[] = [
  { id: "d1", name: "khieu-nai-lan-dau", version: "2027-01-01", text: LIBRARY[0].text, revision: 3, status: "draft", author: { id: "o1", name: me.name }, updated: "2026-11-20T03:00:00Z", problems: [] },
  { id: "d2", name: "to-cao", version: "2027-01-01", text: LIBRARY[1].text, revision: 9, status: "submitted", author: { id: "o9", name: "Phạm Quốc Đạt" }, updated: "2026-11-21T03:00:00Z", problems: [] },
];

const OFFICERS: Officer[] = [{ id: "o2", name: "Lê Hoàng Nam", units: [UNITS[0].name] }, { id: "o7", name: "Nguyễn Hoàng Nam", units: [UNITS[2].name] }];

const ok = (body?: unknown): Out => ({ status: body === undefined ? 204 : 200, body });
const refuse = (status: number, code: string, detail: string, more = {}): Out => ({ status, body: { title: code, status, code, detail, request: "req-7f31", ...more } });

export function answer(q: Asked): Out {
  const [noun, id, verb, name] = q.path;
  const at = `${q.method} ${noun}`;
  if (at === "POST session") return q.body.password === "sai" ? refuse(401, "sign-in", "Tài khoản hoặc mật khẩu chưa đúng.") : { ...ok(me), cookie: "mock=1; Path=/" };
  if (at === "DELETE session") return { status: 204, cookie: "mock=; Path=/; Max-Age=0" };
  if (!q.cookie.includes("mock=1")) return refuse(401, "no-session", "Phiên làm việc đã hết. Mời đăng nhập lại.");
  switch (noun) {
    case "me": return ok(me);
    case "tasks": return ok(tasks(q));
    case "cases": return cases(q, id, verb, name);
    case "intake": return ok({ items: LIBRARY.map(({ raw }) => ({ procedure: raw.procedure, title: raw.title, kind: raw.kind, version: raw.version, form: form(raw, raw.intake) })), units: [UNITS[0], UNITS[2]] });
    case "files": return ok({ id: "f" + Date.now(), name: "Đơn có chữ ký.pdf", size: 120_000, type: "application/pdf", sha256: "cd".repeat(32) });
    case "units": return ok({ items: UNITS });
    case "replacements": return ok({ items: [], officers: OFFICERS, all: false });
    case "password": return ok();
    case "users": return ok({ items: [{ id: "o2", name: "Lê Hoàng Nam", unit: UNITS[0].id }, { id: "o3", name: "Nguyễn Thị Ánh Tuyết", unit: UNITS[0].id }] });
    case "officers": return verb === "colleagues" ? ok({ posts: [], officers: OFFICERS }) : ok({ items: OFFICERS.filter((o) => o.name.toLowerCase().includes(String(q.body.name).toLowerCase())) });
    case "inbox": return inbox(q, id);
    case "mails": return ok({ items: notices.map((n) => ({ id: String(n.id), at: n.at, from: "donthu@haugiang.example", to: ["nam.lh@haugiang.example"], subject: n.title, text: `${n.text}\n\nMở hồ sơ: http://localhost:8080/ho-so/${n.case?.code}` })) });
    case "calendar": return ok(calendar(Number(q.query.get("year"))));
    case "tokens": return q.method === "POST" ? ok({ id: "t2", token: "dt_9fK2mPq7xWv0Lr4cT8bZ1nY6sD3hJ5gA" }) : ok({ items: tokens });
    case "procedures": return procedures(q, id, verb, name);
  }
  return refuse(404, "not-found", "Không tìm thấy nội dung này.");
}

function tasks(q: Asked) {
  const all = taskRows().filter((t) => !q.query.get("kind") || t.case.kind === q.query.get("kind"));
  const counts = { overdue: 0, today: 0, soon: 0, later: 0, none: 0 };
  for (const t of all) counts[t.urgency]++;
  return { items: all.filter((t) => !q.query.get("urgency") || t.urgency === q.query.get("urgency")), counts };
}

function cases(q: Asked, id?: string, verb?: string, name?: string): Out {
  if (!id && q.method === "POST") return intake(q);
  if (!id) return ok({ items: list(q) });
  const c = OPEN.find((o) => o.id === id || o.code === id);
  if (!c) return refuse(404, "not-found", "Không tìm thấy hồ sơ này, hoặc tài khoản không được xem.");
  if (verb === "reveal") return ok({ identity: { name: "Nguyễn Văn An", birthYear: 1968, idNumber: "093068001234", phone: "0912 345 678", address: "Khóm 3, phường Chánh Mỹ", protect: c.protected }, narratives: [{ field: "noi-dung", title: "Nội dung", text: "Tôi không đồng ý với quyết định thu hồi đất số 1234." }] });
  if (verb === "exclusions" && name) c.barred = c.barred?.filter((o) => o.id !== name);
  else if (verb === "exclusions") c.barred = OFFICERS.filter((o) => c.barred?.includes(o) || (q.body.users as string[]).includes(o.id));
  if (verb === "exclusions") return ok();
  if (verb !== "acts") return ok(whole(c));
  if (String(q.body.on) > TODAY) return refuse(422, "future-date", "Không ghi trước một việc chưa xảy ra.", { errors: [{ field: "on", code: "future-date", sentence: "Ngày thực hiện không được sau hôm nay." }] });
  const offer = whole(c).offers.find((o) => o.act === name);
  if (!offer?.allowed) return refuse(409, offer?.refusal?.code ?? "not-offered", offer?.refusal?.sentence ?? "Giai đoạn này không có việc đó.", { cite: offer?.refusal?.cite });
  act(c, name!, String(q.body.on), (q.body.with ?? {}) as Record<string, unknown>);
  return ok({ seq: c.steps.length, stage: row(c).stage, deadlines: c.clocks, sentence: `Đã ghi: ${offer.title}. Hồ sơ đang ở giai đoạn “${row(c).stage.title}”.` });
}

function list(q: Asked) {
  const state = q.query.get("state");
  const code = q.query.get("code")?.toLowerCase() ?? "";
  return OPEN.map(row).filter((c) => c.code.toLowerCase().includes(code) && (state === "all" || (state === "ended") === !!c.outcome) && (!q.query.get("kind") || c.kind === q.query.get("kind")));
}

function intake(q: Asked): Out {
  const raw = LIBRARY.find((l) => l.raw.procedure === q.body.procedure)!.raw;
  const given = (q.body.with ?? {}) as Record<string, unknown>;
  if (JSON.stringify(given).includes("loi-mang")) return refuse(503, "busy", "Hệ thống đang bận. Hãy thử lại sau ít phút.");
  const c = open(raw, String(q.body.received), !!(Object.values(given).find((v) => (v as { protect?: boolean })?.protect)), given);
  const r = row(c);
  return { status: 201, body: { ...r, received: c.received, unit: r.responsible, deadlines: c.clocks, next: "Người xử lý đơn kiểm tra điều kiện thụ lý." } };
}

function inbox(q: Asked, id?: string): Out {
  for (const n of notices) if (q.method === "POST" && (id === "read-all" || String(n.id) === id)) n.read = true;
  const unread = notices.filter((n) => !n.read).length;
  me.unread = unread;
  return ok({ items: notices, unread });
}

function calendar(year: number) {
  const off = (date: string, name: string, source: string, working = false) => ({ date: `${year}-${date}`, name, working, source });
  return {
    year, name: "vn-cong-chuc", hash: "e1".repeat(32), provisional: year > 2026,
    days: [off("01-01", "Tết Dương lịch", "BLLĐ Đ112"), off("02-16", "Tết Nguyên đán", "TB 10121/TB-BNV"), off("02-17", "Tết Nguyên đán", "TB 10121/TB-BNV"), off("02-18", "Tết Nguyên đán", "TB 10121/TB-BNV"), off("04-30", "Ngày Chiến thắng", "BLLĐ Đ112"), off("05-01", "Quốc tế lao động", "BLLĐ Đ112"), off("08-22", "Làm bù cho 31/8", "CV 9441", true), off("08-31", "Nghỉ hoán đổi", "CV 9441"), off("09-01", "Quốc khánh", "BLLĐ Đ112"), off("09-02", "Quốc khánh", "BLLĐ Đ112"), off("11-24", "Ngày Văn hóa Việt Nam", "NQ 80-NQ/TW")],
  };
}

function procedures(q: Asked, id?: string, verb?: string, name?: string): Out {
  if (id === "check") return ok(check(String(q.body.text)));
  if (id === "help") return ok({ code: verb, markdown: "Mỗi thời hạn phải có ít nhất một mốc nhắc và một mốc báo cáo quá hạn." });
  if (id === "drafts") return draft(q, verb, name);
  const versions = (raw: (typeof LIBRARY)[number]["raw"]) => [
    { version: raw.version, from: raw.version, hash: "5f0c".padEnd(64, "a7"), status: "published" as const, publishedBy: "Phạm Quốc Đạt", publishedAt: "2026-06-28T03:00:00Z" },
    { version: "2020-12-10", from: "2020-12-10", to: "2026-06-30", hash: "77aa".padEnd(64, "b1"), status: "published" as const },
  ];
  if (!id) return ok({ items: LIBRARY.map(({ raw }) => ({ name: raw.procedure, title: raw.title, kind: raw.kind, versions: versions(raw) })) });
  const found = LIBRARY.find((l) => l.raw.procedure === id) ?? LIBRARY[0];
  return ok({ name: id, title: found.raw.title, version: verb, status: "published", text: found.text, plan: plan(found.raw, []), from: found.raw.version, hash: "5f0c".padEnd(64, "a7") });
}

function check(text: string) {
  const line = text.split("\n").findIndex((l) => /thu-li\b|30 dais/.test(l)) + 1;
  const first = { code: "clock/reminder", severity: "warning" as const, message: "Thời hạn “hieu-luc” chỉ có một mốc nhắc, không có mốc trước hạn.", line: 240, column: 3, endLine: 240, endColumn: 11, help: "clock/reminder", source: "240 |   hieu-luc:\n    |   ^^^^^^^^ chỉ có một mốc" };
  const wrong = { code: "name/act", severity: "error" as const, message: "Không có hành vi “thu-li”.", line, column: 5, endLine: line, endColumn: 11, suggestion: "thu-ly", help: "name/act", story: "case: thu-li\nreceived: 2026-07-01\nstory:\n  - {date: 2026-07-01, act: thu-li}\n", source: `${line} |     starts: thu-li\n    |             ^^^^^^` };
  return { problems: line ? [first, wrong] : [first], plan: line ? undefined : plan(LIBRARY[0].raw, []), hash: "00" };
}

function draft(q: Asked, id?: string, verb?: string): Out {
  if (!id) return q.method === "POST" ? ok(drafts[0]) : ok({ items: drafts });
  const d = drafts.find((x) => x.id === id) ?? drafts[0];
  if (verb === "publish") return d.author.id === me.id ? refuse(403, "same-person", "Người soạn không được tự công bố.") : ok({ name: d.name, version: "2026-07-01", hash: "00", from: q.body.from });
  if (verb === "submit") d.status = "submitted";
  if (verb === "return") d.status = "draft";
  if (q.method === "PUT") Object.assign(d, { text: q.body.text, revision: d.revision + 1, updated: new Date().toISOString() });
  return ok(d);
}
