import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { daysAgo, Desk, register } from "./office";

async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
}

const iso = (vn: string) => vn.split("/").reverse().join("-");

/** coming is the first weekday at least n days from today, as people write it. */
function coming(n: number): string {
  for (;; n++) {
    const day = daysAgo(-n);
    if (![0, 6].includes(new Date(iso(day)).getUTCDay())) return day;
  }
}

test("a schedule is loaded, looked at, published by another, and moves a case with a reason", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan");
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(0));

  const keeper = await desk.of("quantri", "");
  await keeper.goto("/lich");
  await expect(keeper.getByRole("heading", { name: "Lịch đã nạp" })).toBeVisible();
  await clean(keeper);
  await keeper.getByRole("link", { name: "Nạp lịch mới" }).click();
  await keeper.getByLabel("Tên lịch").fill("Nghỉ tránh bão");
  await keeper.getByLabel("Số văn bản").fill("15/CĐ-TTg");
  await keeper.getByLabel("Ngày văn bản").fill(daysAgo(0));
  await keeper.locator("#cac-ngay").fill("kind,date,name,source\nnghi,2026-02-30,A,x\n");
  await expect(keeper.locator(".findings")).toContainText("dòng 2, cột 1");
  await expect(keeper.getByRole("button", { name: "Nạp lịch" })).toBeDisabled();
  await keeper.locator("#cac-ngay").fill("kind,date,name,source\n");
  for (const n of [1, 4]) {
    const row = keeper.getByRole("group", { name: "Thêm một ngày" });
    await row.getByRole("textbox", { name: "Ngày", exact: true }).fill(coming(n));
    await row.getByLabel("Tên ngày").fill("Nghỉ bão");
    await row.getByRole("button", { name: "Thêm ngày" }).click();
  }
  await expect(keeper.getByText("Không có lỗi.")).toBeVisible();
  await clean(keeper);
  await keeper.getByRole("button", { name: "Nạp lịch" }).click();
  await expect(keeper.getByRole("heading", { level: 1 })).toHaveText("Nghỉ tránh bão");
  await expect(keeper.getByRole("button", { name: "Công bố…" })).toHaveCount(0);
  await keeper.getByRole("button", { name: "Xem trước hồ sơ đổi hạn" }).click();
  await expect(keeper.getByRole("heading", { name: "Hồ sơ đổi hạn" })).toBeVisible({ timeout: 60_000 });
  await expect(keeper.locator(".moves li").first()).toContainText("→");
  await clean(keeper);
  await keeper.setViewportSize({ width: 390, height: 844 });
  await clean(keeper);

  const publisher = await desk.of("congbo", "");
  await publisher.goto(new URL(keeper.url()).pathname);
  await publisher.getByRole("button", { name: "Công bố…" }).click();
  await publisher.getByRole("dialog").getByRole("button", { name: "Công bố", exact: true }).click();
  await expect(publisher.getByText("Đang dùng")).toBeVisible();

  await expect(async () => {
    await reception.goto(`/ho-so/${code}?phan=dien-bien`);
    await expect(reception.locator(".moved").first()).toContainText("hạn mới", { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
  await expect(reception.getByText(/^Vì: Nghỉ tránh bão \(15\/CĐ-TTg, ngày/)).toBeVisible();
  await desk.close();
});
