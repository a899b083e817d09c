// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import type { Earlier, Form } from "../api/contract";
import { filled, useEarlier } from "./useEarlier";
import type { Values } from "./values";

describe("what an earlier case gives", () => {
  const form = { fields: [{ name: "ngay", type: "date" }, { name: "qua-han", type: "flag" }, { name: "so", type: "text" }, { name: "nguoi", type: "identity" }] } as unknown as Form;
  const earlier = { taken: [{ field: "ngay", value: "2026-08-10" }, { field: "qua-han", value: true }, { field: "so", value: "12/QĐ" }, { field: "nguoi", secret: true, masked: "Ng***" }, { field: "la", value: "x" }] } as unknown as Earlier;
  const empty = { ngay: "", "qua-han": false, so: "", nguoi: { name: "" } };
  it("fills what is empty and nothing else", () => {
    expect(filled(form, { ...empty, so: "13/QĐ" }, earlier)).toEqual({ ngay: "2026-08-10", "qua-han": true, so: "13/QĐ", nguoi: { name: "" } });
  });
  it("goes when another case is named, and what was typed stays", () => {
    const start = {};
    const { result } = renderHook(() => {
      const [values, setValues] = useState<Values>({ ...empty, so: "13/QĐ" });
      return { values, desk: useEarlier({ procedure: "p", form, day: "2026-11-23", unit: "a", start, setValues }).desk };
    });
    act(() => result.current.desk.take("truoc", earlier));
    expect(result.current.values).toMatchObject({ ngay: "2026-08-10", "qua-han": true, so: "13/QĐ" });
    act(() => result.current.desk.take("truoc", { taken: [{ field: "ngay", value: "2026-09-01" }] } as unknown as Earlier));
    expect(result.current.values).toMatchObject({ ngay: "2026-09-01", "qua-han": false, so: "13/QĐ" });
    act(() => result.current.desk.take("truoc", undefined));
    expect(result.current.values).toEqual({ ...empty, so: "13/QĐ" });
  });
});
