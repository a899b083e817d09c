import { expect, test } from "@playwright/test";
import { daysAgo, Desk, doAct, register, stage } from "./office";

const FROM = "Ủy ban nhân dân phường Nha Trang";
const TO = "Ủy ban nhân dân phường Phan Rang";
const SECRET = "Võ Thị Kín Đáo";

test("a petition is offered to another body, which takes one and declines the other", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan", "phuong-nha-trang");
  const handler = await desk.of("xuly", "phuong-nha-trang");
  const other = await desk.of("xuly", "phuong-phan-rang");
  const title = "Giải quyết khiếu nại lần đầu";

  const taken = await register(reception, title, daysAgo(3), { "nguoi-khieu-nai": SECRET });
  await other.goto(`/ho-so/${taken}`);
  await expect(other.getByRole("alert"), "before the offer the other body sees nothing").toBeVisible();
  await doAct(handler, taken, "chuyen-don", daysAgo(2), { "noi-nhan": TO, "can-cu": "Đất thuộc địa bàn phường Phan Rang" });
  await expect(handler.locator(".handover")).toContainText(`${FROM} vẫn chịu trách nhiệm`);
  await expect(handler.locator('[data-offer="nhan-don"]')).toHaveCount(0);

  await other.goto(`/ho-so/${taken}`);
  await expect(other.locator(".handover")).toContainText("Đơn vị của bạn là bên nhận");
  await expect(other.getByText("Đơn vị khác chịu trách nhiệm")).toBeVisible();
  await expect(other.locator("body")).not.toContainText(SECRET);
  await doAct(other, taken, "nhan-don", daysAgo(1));
  await stage(other, taken, "Chờ thụ lý");
  await expect(other.locator(".head-facts")).toContainText(TO);
  await expect(other.locator('[data-clock="thu-ly"]').first()).toContainText(/Còn|Hết hạn/);
  await expect(other.locator('[data-offer="kiem-tra-dieu-kien"]')).toBeVisible();
  await handler.goto(`/ho-so/${taken}`);
  await expect(handler.getByText("Đơn vị khác chịu trách nhiệm")).toBeVisible();
  await expect(handler.locator('[data-offer="kiem-tra-dieu-kien"]')).toHaveCount(0);

  const declined = await register(reception, title, daysAgo(3));
  await doAct(handler, declined, "chuyen-don", daysAgo(2), { "noi-nhan": TO, "can-cu": "Đề nghị xem xét thẩm quyền" });
  await doAct(other, declined, "tu-choi-nhan", daysAgo(1), { "can-cu": "Không thuộc thẩm quyền của phường" });
  await stage(handler, declined, "Chờ thụ lý");
  await expect(handler.locator(".head-facts")).toContainText(FROM);
  await expect(handler.locator(".steps")).toContainText("Từ chối nhận đơn");
  await expect(handler.locator('[data-offer="kiem-tra-dieu-kien"]')).toBeVisible();
  await desk.close();
});
