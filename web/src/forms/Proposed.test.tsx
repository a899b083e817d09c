import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Form } from "../api/contract";
import { FormFields } from "./FormFields";

const options = ["xa", "tinh"].map((value) => ({ value, title: `Cấp ${value}` }));
const form: Form = { name: "phan-loai", title: "Phân loại", fields: [{ name: "noi-den", title: "Nơi đến", type: "choice", options }] };
const where = { field: "noi-den", value: "tinh", title: "Cấp tỉnh", why: "người bị tố cáo là chủ tịch cấp xã", cite: "LTC Đ13", confidence: "K" };
const drawn = (own: string, shown: string) => renderToStaticMarkup(
  <MantineProvider env="test">
    <FormFields form={form} prefix="p" values={{ "noi-den": own }} filled={{ "noi-den": shown }} onChange={() => undefined} errors={{}} today="2026-11-23" proposals={[where]} />
  </MantineProvider>,
);

describe("a proposed choice", () => {
  it("says what is proposed, why and by which article, and holds it", () => {
    const page = drawn("", "tinh");
    expect(page.replace(/<[^>]+>/g, "")).toContain("Đề xuất: Cấp tỉnh, vì người bị tố cáo là chủ tịch cấp xã (LTC Đ13) · cần đối chiếu");
    expect(page).toMatch(/checked=""[^>]*value="tinh"|value="tinh"[^>]*checked=""/);
    expect(page).not.toContain("khác đề xuất");
  });
  it("says where something else is chosen", () => expect(drawn("xa", "xa")).toContain("Đang chọn khác đề xuất"));
  it("is part of the field's description, so that it is read out with it", () => {
    const id = /aria-describedby="([^"]+)"/.exec(drawn("", "tinh"))?.[1] ?? "none";
    expect(id.split(" ").some((i) => new RegExp(`id="${i}"[^>]*>.*Đề xuất`).test(drawn("", "tinh")))).toBe(true);
  });
});
