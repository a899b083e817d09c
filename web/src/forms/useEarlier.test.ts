import { describe, expect, it } from "vitest";
import type { Earlier, Form } from "../api/contract";
import { filled } from "./useEarlier";

describe("what an earlier case gives", () => {
  const form = { fields: [{ name: "ngay", type: "date" }, { name: "qua-han", type: "flag" }, { name: "so", type: "text" }, { name: "nguoi", type: "identity" }] } as unknown as Form;
  const earlier = { taken: [{ field: "ngay", value: "2026-08-10" }, { field: "qua-han", value: true }, { field: "so", value: "12/QĐ" }, { field: "nguoi", secret: true, masked: "Ng***" }, { field: "la", value: "x" }] } as unknown as Earlier;
  it("fills what is empty and nothing else", () => {
    expect(filled(form, { ngay: "", "qua-han": false, so: "13/QĐ", nguoi: { name: "" } }, earlier)).toEqual({ ngay: "2026-08-10", "qua-han": true, so: "13/QĐ", nguoi: { name: "" } });
  });
});
