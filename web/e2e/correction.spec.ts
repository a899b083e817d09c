import { expect, test } from "@playwright/test";
import { clean, daysAgo, Desk, register, typeDay } from "./office";

test("the head corrects a wrong date of receipt, and everybody sees what was written first", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, chair] = [await desk.of("tiepnhan"), await desk.of("chutich")];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(3));

  await chair.goto(`/ho-so/${code}`);
  await chair.getByRole("button", { name: /^Đính chính bước 1/ }).click();
  const dialog = chair.getByRole("dialog");
  await typeDay(dialog.getByLabel("Ngày đúng"), daysAgo(6));
  await dialog.getByRole("button", { name: "Đính chính ngày" }).click();
  await expect(dialog.getByRole("alert")).toContainText("lý do");
  await dialog.getByLabel("Lý do đính chính").fill("Văn thư vào sổ nhầm ngày");
  await clean(chair);
  await dialog.getByRole("button", { name: "Đính chính ngày" }).click();
  await expect(chair.locator(".result")).toContainText("Đã đính chính");

  const story = chair.getByRole("region", { name: "Diễn biến" });
  await expect(story.locator("del")).toContainText(daysAgo(3));
  await expect(story.locator("ins")).toContainText(daysAgo(6));
  await expect(story.locator(".corrected")).toContainText("Văn thư vào sổ nhầm ngày");
  await chair.setViewportSize({ width: 390, height: 844 });
  await clean(chair);

  await reception.goto(`/ho-so/${code}`);
  await expect(reception.getByRole("region", { name: "Diễn biến" }).locator("del")).toContainText(daysAgo(3));
  await expect(reception.getByRole("button", { name: /^Đính chính/ })).toHaveCount(0);
  await desk.close();
});
