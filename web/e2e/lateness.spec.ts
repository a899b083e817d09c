import { expect, test } from "@playwright/test";
import { clean, daysAgo, Desk, openAct, register, send } from "./office";

test("an overdue case is closed only when it is said through which body it was late, and the head says it anew", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, chair] = [await desk.of("tiepnhan"), await desk.of("chutich")];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(40));

  const form = await openAct(chair, code, "luu-don");
  await send(form, daysAgo(0));
  await expect(form.getByRole("alert")).toContainText("nguyên nhân chậm");
  await clean(chair);
  await form.getByLabel("Nguyên nhân chậm").selectOption({ label: "Thiếu người hoặc người được giao vắng mặt" });
  await form.getByRole("button", { name: /^Xác nhận/ }).click();
  await expect(chair.locator(".result")).toBeVisible();

  const why = chair.getByRole("region", { name: "Vì sao chậm" });
  await expect(why).toContainText("Thiếu người hoặc người được giao vắng mặt");
  await why.getByRole("button", { name: /^Nêu nguyên nhân chậm/ }).click();
  const dialog = chair.getByRole("dialog");
  await dialog.getByLabel("Nguyên nhân chậm").selectOption({ label: "Nguyên nhân khác (ghi rõ)" });
  await dialog.getByLabel("Ghi chú về nguyên nhân").fill("Hồ sơ để lạc khi chuyển trụ sở");
  await dialog.getByRole("button", { name: "Ghi nguyên nhân" }).click();
  await expect(why.locator("del")).toContainText("Thiếu người");
  await expect(why).toContainText("Hồ sơ để lạc khi chuyển trụ sở");
  await chair.setViewportSize({ width: 390, height: 844 });
  await clean(chair);
  await desk.close();
});
