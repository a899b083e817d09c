import { MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Case } from "../api/contract";
import { Barred } from "./Barred";
import { Moves } from "./Offers";
import { Papers } from "./Papers";
import { Secret } from "./Secret";
import { Timeline } from "./Timeline";

const drawn = (part: ReactNode) => renderToStaticMarkup(<MantineProvider env="test">{part}</MantineProvider>);
const some = (given: Partial<Case>) => ({ id: "1", offers: [], tasks: [], files: [], narrative: false, identity: null, ...given }) as unknown as Case;

it("says with an act that its basis is still to be held against the gazette", () => {
  const act = (confidence?: string) => drawn(<Moves open={() => undefined} c={some({ offers: [{ act: "hoi-nghi", title: "Hội nghị", task: false, cite: "296-QĐ/TW", confidence, allowed: true, documents: [], proposals: [] }] })} />);
  expect(act("K")).toContain("cần đối chiếu");
  expect(act()).not.toContain("cần đối chiếu");
});

describe("an act that is refused today", () => {
  const refused = (code: string) => drawn(<Moves open={() => undefined} c={some({ offers: [{ act: "rut-len", title: "Rút lên", task: false, cite: "LTC Đ38.5", allowed: false, documents: [], proposals: [], refusal: { code, sentence: "Chưa quá hạn." } }] })} />);
  it("may be recorded for another day where the day is what stands in the way", () => {
    for (const code of ["past-due", "not-overdue", "gap", "not-in-force"]) expect(refused(code), code).toContain("Ghi cho ngày khác");
    expect(refused("requires")).not.toContain("Ghi cho ngày khác");
  });
});

describe("secrets", () => {
  const who = (mayReveal: boolean, missing = false) => ({ masked: "Người tố cáo (được bảo vệ)", protected: true, mayReveal, missing });
  it("are offered as far as the reader may open them", () => {
    expect(drawn(<Secret c={some({ identity: who(true), narrative: true })} />)).toContain("Xem danh tính");
    const verifier = drawn(<Secret c={some({ identity: who(false), narrative: true })} />);
    expect(verifier).toContain("Xem nội dung");
    expect(verifier).not.toContain("Xem danh tính");
    expect(drawn(<Secret c={some({ identity: who(false) })} />)).not.toContain("<button");
  });
  it("that are gone are said to be gone", () => {
    expect(drawn(<Secret c={some({ identity: { ...who(true, true), masked: "Không có trong kho bảo mật" } })} />)).toContain("Danh tính: Không có trong kho");
    const file = { id: "f", name: "Tài liệu 1.pdf", size: 1, type: "application/pdf", sha256: "" };
    expect(drawn(<Papers c={some({ files: [{ ...file, missing: true }] })} />)).toMatch(/Tài liệu 1.pdf.*Không có trong kho/);
    expect(drawn(<Papers c={some({ files: [file] })} />)).toContain("/api/v1/files/f");
  });
});

describe("officers whom a case is about", () => {
  it("are listed only for those to whom the server tells them", () => {
    expect(drawn(<Barred c={some({})} />)).not.toContain("khong-duoc-biet");
    const part = drawn(<Barred c={some({ exclusions: { officers: [{ id: "a", name: "Lê Hoàng Nam", units: ["UBND xã A"] }], close: ["a"], mayReadmit: true } })} />);
    expect(part).toMatch(/Lê Hoàng Nam.*UBND xã A.*Người thân thích.*Bỏ chặn.*Chặn một cán bộ/);
  });
});

describe("a step that was corrected", () => {
  const step = { with: [], notices: [], hash: "0123456789abcdef", at: "2026-11-23T02:00:00Z", actor: { name: "Trần Văn Trưởng" } };
  const steps = [
    { ...step, seq: 1, kind: "open", title: "Tiếp nhận", on: "2026-11-20", corrected: { by: 3, on: "2026-11-18" } },
    { ...step, seq: 2, kind: "act", title: "Thụ lý", on: "2026-11-21", corrected: { by: 4, void: true } },
    { ...step, seq: 3, kind: "correct", title: "Đính chính ngày của «Tiếp nhận»", on: "2026-11-23", correction: { step: 1, from: "2026-11-20", on: "2026-11-18", reason: "Vào sổ nhầm" } },
    { ...step, seq: 4, kind: "correct", title: "Đính chính: hủy «Thụ lý»", on: "2026-11-23", correction: { step: 2, void: true } },
  ];
  const head = { corrects: { steps: [1, 2], forgotten: [] } };
  const page = (more: object) => drawn(<Timeline correct={() => undefined} c={some({ steps, ...more } as unknown as Partial<Case>)} />);
  it("stays, struck through, with who corrected it and why", () => {
    expect(page({})).toMatch(/<del[^>]*>ngày 20\/11\/2026<\/del> <ins[^>]*>ngày 18\/11\/2026/);
    expect(page({})).toMatch(/<del><strong>Thụ lý/);
    expect(page({})).toMatch(/Trần Văn Trưởng.*Lý do: Vào sổ nhầm/);
    expect(page({})).toContain("(được giữ kín)");
  });
  it("is corrected by the head alone", () => {
    expect(page({})).not.toContain("<button");
    expect(page(head)).toMatch(/Bổ sung việc bị bỏ sót.*Đính chính bước 2.*Đính chính bước 1/);
  });
});
