// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from "vitest";
import type { Form } from "../api/contract";
import { forgetAll, keep, kept } from "./kept";
import { emptyValues, differs, errorsByField, outgoing, settled, told, wrong } from "./values";

const form: Form = {
  name: "don", title: "Đơn", fields: [
    { name: "nguoi", title: "Người khiếu nại", type: "identity", required: true },
    { name: "noi-dung", title: "Nội dung", type: "narrative", required: true },
    { name: "so", title: "Số quyết định", type: "text" },
    { name: "trang", title: "Số trang", type: "number" },
    { name: "ngay", title: "Ngày nhận", type: "date" },
    { name: "vung-sau-xa", title: "Vùng sâu, vùng xa", type: "flag", required: true },
    { name: "tep", title: "Tệp", type: "file" },
  ],
};
const filled = {
  nguoi: { name: " Nguyễn Văn An ", idNumber: "093068001234", protect: true }, "noi-dung": "Tôi khiếu nại việc ông Bảy",
  so: "1234/QĐ-UBND", trang: 0, ngay: "2026-07-06", "vung-sau-xa": true, tep: { id: "f1", name: "Đơn của Nguyễn Văn An.pdf", size: 1, type: "", sha256: "" },
};

const TODAY = "2026-11-23";

describe("form mapping", () => {
  it("starts empty and says what is missing", () => {
    expect(wrong(form, emptyValues(form), TODAY).map((e) => e.field)).toEqual(["nguoi", "noi-dung", "vung-sau-xa"]);
    expect(wrong(form, filled, TODAY)).toEqual([]);
  });
  it("a required flag must be ticked, a day must be a day, a year of birth one that has been", () => {
    const codes = (part: object) => wrong(form, { ...filled, ...part }, TODAY).map((e) => `${e.field} ${e.code}`);
    expect(codes({ "vung-sau-xa": false })).toEqual(["vung-sau-xa must"]);
    expect(codes({ ngay: "31/02/2026" })).toEqual(["ngay date"]);
    expect(codes({ ngay: "" })).toEqual([]);
    expect(codes({ nguoi: { name: "A", birthYear: 3000 } })).toEqual(["nguoi year"]);
  });
  it("knows whether something was typed", () => {
    expect(differs(form, emptyValues(form), emptyValues(form))).toBe(false);
    expect(differs(form, { ...emptyValues(form), so: "1" }, emptyValues(form))).toBe(true);
  });
  it("an identity without a name is missing even if other parts are filled", () => {
    expect(wrong(form, { ...filled, nguoi: { name: " ", phone: "0912" } }, TODAY).map((e) => e.field)).toEqual(["nguoi"]);
  });
  it("sends each type as the server takes it", () => {
    expect(outgoing(form, filled)).toEqual({
      nguoi: { name: "Nguyễn Văn An", idNumber: "093068001234", protect: true }, "noi-dung": "Tôi khiếu nại việc ông Bảy",
      so: "1234/QĐ-UBND", trang: 0, ngay: "2026-07-06", "vung-sau-xa": true, tep: "f1",
    });
  });
  it("leaves out what was not filled, but says no for a flag", () => {
    expect(outgoing(form, emptyValues(form))).toEqual({ "vung-sau-xa": false });
  });
  it("composes letters typed apart", () => {
    expect(outgoing(form, { so: "Số".normalize("NFD") }).so).toBe("Số");
  });
  it("finds the field of an error however the server names it", () => {
    const error = (field: string) => ({ field, code: "x", sentence: field });
    const { byField, rest } = errorsByField(form, [error("so"), error("with.ngay"), error("body.with.nguoi.name"), error("on")]);
    expect(Object.keys(byField)).toEqual(["so", "ngay", "nguoi"]);
    expect(rest.map((e) => e.field)).toEqual(["on"]);
  });
});

describe("drafts kept in the browser", () => {
  beforeEach(() => localStorage.clear());
  it("hold nothing that names a person", () => {
    keep("thuy", "tiep-nhan", form, filled);
    const stored = JSON.stringify({ ...localStorage });
    for (const secret of ["Nguyễn", "093068001234", "ông Bảy", "pdf"]) expect(stored).not.toContain(secret);
    expect(kept("thuy", "tiep-nhan", form)).toEqual({ so: "1234/QĐ-UBND", trang: 0, ngay: "2026-07-06", "vung-sau-xa": true });
  });
  it("hold no text that stands where a day should", () => {
    keep("thuy", "x", form, { ...filled, ngay: "ông Bảy" });
    expect(kept("thuy", "x", form)).not.toHaveProperty("ngay");
  });
  it("belong to one account and are gone after signing out", () => {
    keep("thuy", "tiep-nhan", form, filled);
    expect(kept("nam", "tiep-nhan", form)).toBeNull();
    forgetAll();
    expect(kept("thuy", "tiep-nhan", form)).toBeNull();
  });
  it("drop a field that has become secret since", () => {
    keep("thuy", "x", form, filled);
    const changed: Form = { ...form, fields: form.fields!.map((f) => (f.name === "so" ? { ...f, type: "narrative" } : f)) };
    expect(kept("thuy", "x", changed)).not.toHaveProperty("so");
  });
  it("survive a broken store", () => {
    localStorage.setItem("donthu.nhap.thuy.x", "{");
    expect(kept("thuy", "x", form)).toBeNull();
  });
});

describe("what is proposed", () => {
  const where = { field: "noi-den", value: "tinh", title: "Cấp tỉnh", why: "người bị tố cáo là chủ tịch cấp xã", cite: "LTC Đ13" };
  it("stands in a field that holds nothing and that nobody touched", () => {
    expect(settled({ "noi-den": "" }, [where], new Set())).toEqual({ "noi-den": "tinh" });
    expect(settled({ "noi-den": "xa" }, [where], new Set())).toEqual({ "noi-den": "xa" });
    expect(settled({ "noi-den": "" }, [where], new Set(["noi-den"]))).toEqual({ "noi-den": "" });
  });
  it("rests on nothing that names a person", () => {
    expect(Object.keys(told(form, filled)).sort()).toEqual(["ngay", "so", "trang", "vung-sau-xa"]);
  });
});
