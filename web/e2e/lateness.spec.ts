import { expect, test } from "@playwright/test";
import { clean, daysAgo, Desk, doAct, openAct, register, send } from "./office";

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

test("a term that another body missed before is asked of whoever closes, with that body proposed", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, handler, other, chair] = [await desk.of("tiepnhan"), await desk.of("xuly"), await desk.of("xuly", "phuong-phan-rang"), await desk.of("chutich", "phuong-phan-rang")];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(40));
  await doAct(handler, code, "chuyen-don", daysAgo(2), { "noi-nhan": "Ủy ban nhân dân phường Phan Rang", "can-cu": "Đất thuộc địa bàn phường Phan Rang" });
  await doAct(other, code, "nhan-don", daysAgo(1));
  const form = await openAct(chair, code, "luu-don");
  const term = form.getByRole("group", { name: /Thời hạn thụ lý.*\(lần 1\)/ });
  await expect(term.getByLabel("Đơn vị để chậm")).toHaveValue(/Nha Trang/);
  await term.getByLabel("Nguyên nhân chậm").selectOption({ label: "Giao việc, phân công chậm" });
  await send(form, daysAgo(0));
  await expect(chair.locator(".result")).toBeVisible();
  await expect(chair.getByRole("region", { name: "Vì sao chậm" })).toContainText("Nha Trang: Giao việc, phân công chậm");
  await desk.close();
});
