import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { daysAgo, Desk, doAct, register, stage, typeDay } from "./office";

const SECRET = "Đặng Thị Im Lặng";
const PROVINCE = "ubnd-tinh";

test("a complaint that nobody answered goes on to the superior, and takes the petitioner with it", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan");
  const handler = await desk.of("xuly");
  const head = await desk.of("chutich");
  const above = await desk.of("tiepnhan", PROVINCE);

  const first = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(60), { "nguoi-khieu-nai": SECRET });
  await reception.goto(`/ho-so/${first}`);
  await reception.getByText("Hồ sơ có thể nối tiếp").click();
  await expect(reception.locator("section", { hasText: "Vụ việc liên kết" })).toContainText("chỉ được lập từ hồ sơ này");
  await doAct(handler, first, "kiem-tra-dieu-kien", daysAgo(58), { "de-xuat": "thu-ly" });
  await doAct(head, first, "thu-ly", daysAgo(57));
  await stage(head, first, "Đang xác minh");

  await startSecond(above, first);
  const found = above.locator('[data-field="ho-so-lien-ket"]');
  await found.getByRole("button", { name: "Tra hồ sơ" }).click();
  await expect(found).toContainText("Đang xác minh");
  await expect(above.locator('[data-field="nguoi-khieu-nai"]')).toContainText(`Lấy từ hồ sơ ${first}`);
  await expect(above.locator("body")).not.toContainText(SECRET);
  await expect(above.getByLabel("Ngày nhận quyết định lần đầu", { exact: false })).not.toHaveValue("");
  expect((await new AxeBuilder({ page: above }).analyze()).violations).toEqual([]);
  await above.screenshot({ path: "test-results/links-intake.png", fullPage: true });
  await above.locator('[data-field="noi-dung"]').getByRole("textbox").fill("Hết thời hạn mà chưa ai trả lời.");
  await above.getByRole("button", { name: "Ghi sổ và in biên nhận" }).click();
  await expect(above.getByRole("heading", { level: 1 })).toHaveText("Biên nhận đơn");
  const second = (await above.locator(".receipt-code .code").innerText()).trim();

  await above.goto(`/ho-so/${second}`);
  const links = above.locator("section", { hasText: "Vụ việc liên kết" });
  await expect(links).toContainText(first);
  await expect(links).toContainText("Đang xác minh");
  await expect(above.locator("body")).not.toContainText(SECRET);
  expect((await new AxeBuilder({ page: above }).analyze()).violations).toEqual([]);
  await links.scrollIntoViewIfNeeded();
  await above.screenshot({ path: "test-results/links-case.png", fullPage: true });
  await desk.close();
});

/** A case in the office itself opens the form of what may follow it, filled in. */
test("the page of a case opens the next one", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan");
  const code = await register(reception, "Giải quyết tố cáo trong thực hiện nhiệm vụ, công vụ", daysAgo(3), { "nguoi-to-cao": SECRET });
  await reception.goto(`/ho-so/${code}`);
  await reception.getByRole("link", { name: "Lập hồ sơ tiếp theo: Bảo vệ người tố cáo" }).click();
  await expect(reception.getByRole("radio", { name: "Bảo vệ người tố cáo" })).toBeChecked();
  await expect(reception.locator('[data-field="nguoi-duoc-bao-ve"]')).toContainText(`Lấy từ hồ sơ ${code}`);
  await expect(reception.locator("body")).not.toContainText(SECRET);
  await reception.screenshot({ path: "test-results/links-next.png", fullPage: true });
  await desk.close();
});

async function startSecond(page: Page, first: string) {
  await page.goto("/tiep-nhan");
  await page.getByRole("radio", { name: "Giải quyết khiếu nại lần hai" }).check();
  await typeDay(page.getByLabel("Ngày nhận đơn"), daysAgo(0));
  await page.locator('[data-field="ho-so-lien-ket"]').getByRole("textbox").fill(first);
}
