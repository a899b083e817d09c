import { expect, test } from "@playwright/test";
import { clean, daysAgo, Desk, doAct, register } from "./office";

const TO = "Ủy ban nhân dân phường Phan Rang";
const SECRET = "Huỳnh Thị Lặng Lẽ";

test("a letter appears in the inbox and in the count without a reload, also after the line was cut", async ({ browser, baseURL }) => {
  test.setTimeout(180_000);
  const desk = new Desk(browser, baseURL);
  const [reception, handler, other] = [await desk.of("tiepnhan", "phuong-nha-trang"), await desk.of("xuly", "phuong-nha-trang"), await desk.of("xuly", "phuong-phan-rang")];
  await other.goto("/hop-thu");
  await other.getByRole("button", { name: /^Đánh dấu đã đọc cả/ }).click({ timeout: 5000 }).catch(() => undefined);
  const unread = other.getByRole("link", { name: /Hộp thư/ });
  await expect(unread).not.toContainText("chưa đọc");
  await other.evaluate(() => { (window as unknown as { same: boolean }).same = true; });

  const offer = async () => {
    const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(3), { "nguoi-khieu-nai": SECRET });
    await doAct(handler, code, "chuyen-don", daysAgo(2), { "noi-nhan": TO, "can-cu": "Đất thuộc địa bàn phường Phan Rang" });
    return code;
  };
  const first = await offer();
  const row = other.locator(".row.letter").filter({ hasText: first });
  await expect(row).toContainText("Đơn được chuyển đến đơn vị bạn", { timeout: 20_000 });
  await expect(unread).toContainText("chưa đọc");
  await other.screenshot({ path: "test-results/inbox-live.png" });

  await other.context().setOffline(true);
  const second = await offer();
  await other.context().setOffline(false);
  await expect(other.locator(".row.letter").filter({ hasText: second })).toBeVisible({ timeout: 40_000 });
  await expect(other.locator("body")).not.toContainText(SECRET);
  expect(await other.evaluate(() => (window as unknown as { same?: boolean }).same), "the page was loaded anew").toBe(true);

  await other.goto("/viec"); // the count is on every page
  const before = Number((await unread.innerText()).match(/\d+/)?.[0] ?? 0);
  await offer();
  await expect(unread).toContainText(String(before + 1), { timeout: 20_000 });
  await desk.close();
});

test("a person gets a calendar address, which ends when it is taken back", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const handler = await desk.of("xuly");
  await handler.goto("/tai-khoan");
  await handler.getByRole("button", { name: "Tạo địa chỉ lịch" }).click();
  const address = (await handler.locator(".token").innerText()).trim();
  const local = new URL(new URL(address).pathname, baseURL).toString();
  const file = await (await handler.request.get(local)).text();
  expect(file).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT\r\n[\s\S]*END:VCALENDAR\r\n$/);
  await clean(handler);
  handler.once("dialog", (d) => void d.accept());
  await handler.getByRole("button", { name: "Thu hồi", exact: true }).click();
  await expect(handler.getByRole("button", { name: "Tạo địa chỉ lịch" })).toBeVisible();
  expect((await handler.request.get(local)).status()).toBe(404);
  await desk.close();
});

test("an administrator writes a letter: all faults at once, a preview, back to the built-in one", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const admin = await desk.of("quantri", "");
  await admin.goto("/mau-thu");
  const subject = admin.getByLabel("Tiêu đề thư");
  await subject.fill("Gấp: {{ma-ho-s}}");
  await admin.getByLabel("Nội dung thư").fill("Kính gửi ông Nguyễn Văn An\n{{tinh-trang}}");
  const faults = admin.locator(".finding");
  await expect(faults).toHaveCount(4);
  await expect(faults.filter({ hasText: "{{ma-ho-so}}" }).first()).toBeVisible();
  await expect(admin.getByRole("button", { name: "Lưu", exact: true })).toBeDisabled();
  await admin.screenshot({ path: "test-results/letters.png", fullPage: true });
  await clean(admin);
  await subject.fill("Gấp: {{ma-ho-so}} {{tinh-trang}}");
  await admin.getByLabel("Nội dung thư").fill("Kính gửi cán bộ,\n{{tinh-trang}}.\n\n{{lien-ket}}");
  await expect(admin.getByText("Gấp: KN-PD-2026-000123 sắp đến hạn giải quyết khiếu nại lần đầu")).toBeVisible();
  await admin.getByRole("button", { name: "Lưu", exact: true }).click();
  await expect(admin.getByText(/^Mẫu của đơn vị, lần lưu/)).toBeVisible();
  admin.once("dialog", (d) => void d.accept());
  await admin.getByRole("button", { name: "Quay về mẫu có sẵn" }).click();
  await expect(admin.getByText("Mẫu có sẵn", { exact: true })).toBeVisible();
  await admin.setViewportSize({ width: 390, height: 844 });
  await clean(admin);
  await admin.goto("/thu-loi");
  await expect(admin.getByRole("heading", { level: 1 })).toHaveText("Thư không gửi được");
  await clean(admin);
  await desk.close();
});

test("an officer sets the number for messages, sees its end only, and takes it away", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const page = await desk.of("xuly");
  await page.goto("/tai-khoan");
  const card = page.getByRole("region", { name: "Số nhận tin nhắn" });
  await card.getByLabel("Số điện thoại di động").fill("912 000 111");
  await card.getByRole("button", { name: "Ghi số" }).click();
  await expect(card).toContainText("thiếu số 0 ở đầu");
  await card.getByLabel("Số điện thoại di động").fill("+84 912 000 111");
  await card.getByRole("button", { name: "Ghi số" }).click();
  await expect(card).toContainText("•••••••111 (bạn ghi");
  await expect(page.locator("body")).not.toContainText("0912000111");
  await clean(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await clean(page);
  page.once("dialog", (d) => void d.accept());
  await card.getByRole("button", { name: "Bỏ số này" }).click();
  await expect(card).toContainText("Chưa có số nào.");
  await desk.close();
});
