import { expect, test } from "@playwright/test";
import { Desk } from "./office";

test("a new version is written by one person and not published by the same", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const desk = new Desk(browser, baseURL);
  const writer = await desk.of("soanthao", "");
  await writer.goto("/quy-trinh");
  await writer.getByRole("button", { name: /Soạn bản mới của Giải quyết khiếu nại lần đầu/ }).click();
  await expect(writer.getByRole("heading", { level: 1 })).toContainText("Bản thảo");
  const editor = writer.locator(".cm-content");
  await expect(editor).toBeVisible();
  await editor.click();
  await writer.keyboard.press("Control+End");
  await writer.keyboard.type("\nkhong-co-khoa-nay: 1\n");
  await expect(writer.locator(".findings")).toContainText("khong-co-khoa-nay");
  await expect(writer.getByRole("button", { name: "Trình duyệt" })).toBeDisabled();
  await editor.click();
  await writer.keyboard.press("Control+z");
  await writer.keyboard.press("Control+z");
  await writer.getByRole("button", { name: "Lưu" }).or(writer.locator("h1")).first().focus();
  writer.on("dialog", (d) => d.accept());
  await writer.getByRole("button", { name: "Bỏ bản thảo" }).click();
  await expect(writer).toHaveURL(/quy-trinh$/);
  await desk.close();
});
