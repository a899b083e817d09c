import { expect, it } from "vitest";
import { blocks, spans } from "./markdown";

it("reads headings, paragraphs, lists and code", () => {
  expect(blocks("# Tên\n\nMức: lỗi.\nDòng sau.\n\n- một\n  tiếp\n- hai\n\n1. a\n\n```yaml\n# không phải tiêu đề\nmet: x\n```\nHết")).toEqual([
    { kind: "heading", level: 1, text: "Tên" }, { kind: "paragraph", text: "Mức: lỗi. Dòng sau." },
    { kind: "list", ordered: false, items: ["một tiếp", "hai"] }, { kind: "list", ordered: true, items: ["a"] },
    { kind: "code", text: "# không phải tiêu đề\nmet: x" }, { kind: "paragraph", text: "Hết" },
  ]);
});

it("keeps what it does not know as text, also code that never ends", () => {
  expect(blocks("<b>x</b>")).toEqual([{ kind: "paragraph", text: "<b>x</b>" }]);
  expect(blocks("```\na")).toEqual([{ kind: "code", text: "a" }]);
});

it("finds code, strong words and the words of links", () => {
  expect(spans("mục `acts` **phải** có [bảng](README.md)").map((s) => [s.text, s.code, s.strong])).toEqual([
    ["mục ", false, false], ["acts", true, false], [" ", false, false], ["phải", false, true], [" có bảng", false, false],
  ]);
});
