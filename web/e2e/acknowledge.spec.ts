import { expect, test } from "@playwright/test";
import { clean, daysAgo, Desk, doAct, register } from "./office";

test("a head says that they know of an overdue case, and the mark stays", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, handler, chair] = [await desk.of("tiepnhan"), await desk.of("xuly"), await desk.of("chutich")];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(45));
  await doAct(handler, code, "kiem-tra-dieu-kien", daysAgo(44), { "de-xuat": "thu-ly" });
  await doAct(chair, code, "thu-ly", daysAgo(43));

  const letter = chair.getByRole("listitem").filter({ hasText: code }).filter({ has: chair.getByRole("button", { name: /^Đã biết, sẽ xử lý/ }) });
  await expect(async () => {
    await chair.goto("/hop-thu");
    await expect(letter).toHaveCount(1, { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await clean(chair);
  await letter.getByRole("button", { name: /^Đã biết, sẽ xử lý/ }).click();
  const known = chair.getByRole("listitem").filter({ hasText: code }).filter({ hasText: "Bạn đã xác nhận: đã biết, sẽ xử lý" });
  await expect(known).toHaveCount(1);

  await chair.reload();
  await expect(known).toHaveCount(1);
  await expect(letter).toHaveCount(0);
  await chair.setViewportSize({ width: 390, height: 844 });
  await clean(chair);

  await handler.goto(`/ho-so/${code}`);
  const told = handler.getByRole("region", { name: "Báo cáo lãnh đạo" });
  await expect(told).toContainText("đã biết, sẽ xử lý (");
  await expect(told.getByRole("button")).toHaveCount(0);
  await clean(handler);
  await desk.close();
});

test("a head acknowledges on the page of the case", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, handler, chair] = [await desk.of("tiepnhan"), await desk.of("xuly"), await desk.of("chutich")];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(45));
  await doAct(handler, code, "kiem-tra-dieu-kien", daysAgo(44), { "de-xuat": "thu-ly" });
  await doAct(chair, code, "thu-ly", daysAgo(43));
  const told = chair.getByRole("region", { name: "Báo cáo lãnh đạo" });
  await expect(async () => {
    await chair.goto(`/ho-so/${code}`);
    await expect(told).toContainText("Chưa ai xác nhận", { timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await told.getByRole("button", { name: /^Đã biết, sẽ xử lý/ }).click();
  await expect(told).toContainText("đã biết, sẽ xử lý (");
  await expect(told.getByRole("button")).toHaveCount(0);
  await chair.setViewportSize({ width: 390, height: 844 });
  await clean(chair);
  await desk.close();
});
