import { expect, test } from "@playwright/test";
import { clean, Desk } from "./office";

test("an administrator sets the office hours of a body and takes them back", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const keeper = await desk.of("quantri", "");
  await keeper.goto("/lich");
  const hours = keeper.getByRole("region", { name: "Giờ làm việc của đơn vị" });
  await expect(hours).toContainText("từ 07:30 đến 17:00");
  await hours.locator("#gio-don-vi").fill("phuong phan rang");
  await keeper.getByRole("option").first().click();
  await hours.getByLabel("Mở cửa").fill("08:00");
  await hours.getByLabel("Đóng cửa").fill("07:00");
  await hours.getByRole("button", { name: "Ghi giờ làm việc" }).click();
  await expect(hours.getByRole("alert")).toContainText("phải trước giờ đóng cửa");
  await hours.getByLabel("Đóng cửa").fill("16:30");
  await hours.getByRole("button", { name: "Ghi giờ làm việc" }).click();
  await expect(hours.getByRole("listitem")).toContainText("08:00 đến 16:30");
  await clean(keeper);
  await keeper.setViewportSize({ width: 390, height: 844 });
  await clean(keeper);
  await hours.getByRole("button", { name: /^Trở lại giờ chung/ }).click();
  await expect(hours.getByRole("listitem")).toHaveCount(0);
  const chair = await desk.of("chutich");
  await chair.goto("/lich");
  await expect(chair.getByRole("heading", { level: 1 })).toContainText("Lịch làm việc");
  await expect(chair.getByRole("region", { name: "Giờ làm việc của đơn vị" })).toHaveCount(0);
  await desk.close();
});
