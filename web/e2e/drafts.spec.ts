import { expect, test, type Page } from "@playwright/test";
import { daysAgo, Desk, register } from "./office";

const PROCEDURE = "khieu-nai-lan-dau";
const TITLE = "Giải quyết khiếu nại lần đầu";
const today = daysAgo(0).split("/").reverse().join("-");

async function copy(writer: Page) {
  await writer.goto("/quy-trinh");
  await writer.getByRole("button", { name: `Soạn bản mới của ${TITLE}`, exact: true }).click();
  await expect(writer.getByRole("heading", { level: 1 })).toContainText("Bản thảo");
  await expect(writer.locator(".cm-content")).toBeVisible();
}

/** rewrite replaces the whole text as one who pastes it. */
async function rewrite(writer: Page, text: string) {
  const editor = writer.locator(".cm-content");
  await editor.click();
  await writer.keyboard.press("Control+a");
  await editor.evaluate((node, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    node.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test("a draft with a problem cannot be submitted, and is dropped by its author", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const desk = new Desk(browser, baseURL);
  const writer = await desk.of("soanthao", "");
  await copy(writer);
  await writer.locator(".cm-content").click();
  await writer.keyboard.press("Control+End");
  await writer.keyboard.type("\nkhong-co-khoa-nay: 1\n");
  await expect(writer.locator(".findings")).toContainText("khong-co-khoa-nay");
  await expect(writer.getByRole("button", { name: "Trình duyệt" })).toBeDisabled();
  writer.on("dialog", (d) => d.accept());
  await writer.getByRole("button", { name: "Bỏ bản thảo" }).click();
  await expect(writer).toHaveURL(/quy-trinh$/);
  await desk.close();
});

test("a new version is written, published by another, followed by new cases and not by running ones", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan");
  const running = await register(reception, TITLE, daysAgo(1));

  const writer = await desk.of("soanthao", "");
  const base = await (await writer.request.get(`/api/v1/procedures/${PROCEDURE}/2026-07-01`)).json() as { text: string };
  const next = base.text
    .replace(/^version: .*$/m, `version: ${today}`)
    .replace(/^effective: .*$/m, `effective: {from: ${today}}`)
    .replace(/since: 2026-07-01\}/, `since: ${today}}`);
  await copy(writer);
  await rewrite(writer, next.replace(/requires: \[kiem-tra-dieu-kien/, "requires: [kiem-tra-dieu-kienn"));
  const finding = writer.locator(".finding").first();
  await expect(finding).toContainText("kiem-tra-dieu-kienn");
  await finding.getByRole("button", { name: /^dòng \d+/ }).click();
  await expect(writer.locator(".cm-activeLine")).toContainText("kiem-tra-dieu-kienn");
  await finding.getByRole("button", { name: /Giải thích/ }).click();
  await expect(finding.locator(".help h3")).toBeVisible();
  await expect(writer.getByRole("button", { name: "Trình duyệt" })).toBeDisabled();
  await rewrite(writer, next.replace("      thu-hoi-chuyen: back\n", "      thu-hoi-chuyen: back\n      luu-don: da-luu-don\n"));
  const led = writer.locator(".finding").filter({ hasText: "luu-don" }).first();
  await led.getByRole("button", { name: "Vụ việc dẫn đến đó" }).click();
  await expect(led.locator(".story")).toContainText("act: luu-don");
  await led.getByRole("button", { name: "Vụ việc dẫn đến đó" }).click();
  await expect(led.locator(".story")).toHaveCount(0);
  await rewrite(writer, next);
  await expect(writer.getByText("0 lỗi").or(writer.getByText("Không có lỗi."))).toBeVisible();
  await writer.getByRole("button", { name: "Trình duyệt" }).click();
  await expect(writer.getByText("Người khác, không phải người soạn")).toBeVisible();
  await expect(writer.getByRole("button", { name: "Công bố…" })).toHaveCount(0);

  const publisher = await desk.of("congbo", "");
  await publisher.goto(new URL(writer.url()).pathname);
  await publisher.getByRole("button", { name: "Công bố…" }).click();
  await publisher.getByRole("dialog").getByRole("button", { name: "Công bố", exact: true }).click();
  await expect(publisher).toHaveURL(new RegExp(`/quy-trinh/${PROCEDURE}/${today}`));

  const fresh = await register(reception, TITLE, daysAgo(0));
  await reception.goto(`/ho-so/${fresh}`);
  await expect(reception.locator(".head-facts")).toContainText(`bản ${daysAgo(0)}`);
  await reception.goto(`/ho-so/${running}`);
  await expect(reception.locator(".head-facts")).toContainText("bản 01/07/2026");
  await desk.close();
});
