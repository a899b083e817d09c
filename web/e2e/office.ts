// What an officer does at the desk, in words the stories use. Forms are filled
// by the types of their fields, so that a new field in a procedure needs no
// change here.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Browser, type Locator, type Page } from "@playwright/test";

export const PASSWORD = process.env.DEMO_PASSWORD ?? "donthu-demo-2026";
export const UNIT = process.env.DEMO_UNIT ?? "phuong-nha-trang";

export type Given = Record<string, string | number | boolean>;

/** Desk opens one page per account and keeps it, as people keep theirs. */
export class Desk {
  private pages = new Map<string, Page>();
  constructor(private browser: Browser, private base: string | undefined) {}

  async of(post: string, unit = UNIT): Promise<Page> {
    const account = unit ? `${post}.${unit}` : post;
    const known = this.pages.get(account);
    if (known) return known;
    const context = await this.browser.newContext({ baseURL: this.base, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
    const page = await context.newPage();
    await signIn(page, account);
    this.pages.set(account, page);
    return page;
  }

  async close() {
    for (const page of this.pages.values()) await page.context().close();
  }
}

export async function signIn(page: Page, account: string) {
  await page.goto("/dang-nhap");
  await page.getByLabel("Tài khoản").fill(account);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Việc cần làm");
}

/** daysAgo is a civil date at +07:00 as the form takes it. */
export function daysAgo(n: number): string {
  const date = new Date(Date.now() + 7 * 3600_000 - n * 86_400_000).toISOString().slice(0, 10);
  return date.split("-").reverse().join("/");
}

/** register files a petition and returns its code, standing on the receipt. */
export async function register(page: Page, procedure: string, received: string, given: Given = {}): Promise<string> {
  await page.goto("/tiep-nhan");
  await page.getByRole("radio", { name: procedure }).check();
  await typeDay(page.getByLabel("Ngày nhận đơn"), received);
  const form = page.locator("form:has(#ngay-nhan)");
  await fill(form, { ...given });
  await form.getByRole("button", { name: "Ghi sổ và in biên nhận" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biên nhận đơn");
  return (await page.locator(".receipt-code .code").innerText()).trim();
}

/** openAct opens the form of an act on the page of a case. */
export async function openAct(page: Page, code: string, act: string): Promise<Locator> {
  await page.goto(`/ho-so/${code}`);
  const offer = page.locator(`[data-offer="${act}"]`).first();
  await offer.waitFor({ state: "attached" });
  if (!(await offer.isVisible())) await page.locator("details.refusals > summary").click();
  await offer.click();
  const form = page.locator(`form[data-act="${act}"]`);
  await expect(form).toBeVisible();
  return form;
}

/** doAct performs an act on a day and waits for the sentence that says it was recorded. */
export async function doAct(page: Page, code: string, act: string, on: string, given: Given = {}) {
  const form = await openAct(page, code, act);
  await send(form, on, given);
  await expect(page.locator(".result")).toBeVisible();
}

/** send fills and confirms an opened act without saying how it ends. */
export async function send(form: Locator, on: string, given: Given = {}) {
  await typeDay(form.getByLabel("Ngày thực hiện"), on);
  await fill(form, { ...given });
  await form.getByRole("button", { name: /^Xác nhận/ }).click();
}

/** fill sets the given fields and every required one that was left out. */
export async function fill(form: Locator, given: Given) {
  for (const field of await form.locator("[data-field][data-type]").all()) {
    const name = (await field.getAttribute("data-field"))!;
    const type = (await field.getAttribute("data-type"))!;
    const required = (await field.getAttribute("data-required")) !== null;
    if (given[name] !== undefined || required) await set(field, type, given[name]);
  }
}

async function set(field: Locator, type: string, value: Given[string] | undefined) {
  switch (type) {
    case "flag":
      return field.getByRole("checkbox").setChecked(value !== false);
    case "choice":
      return choose(field, value as string | undefined);
    case "date":
      return typeDay(field.getByRole("textbox"), String(value ?? daysAgo(0)));
    case "unit":
    case "user":
      return pick(field, String(value ?? ""));
    case "file":
      return attach(field, String(value ?? "Tài liệu kèm theo.txt"));
    case "identity":
      return identify(field, String(value ?? "Người Gửi Đơn"));
    default:
      return field.getByRole("textbox").first().fill(String(value ?? (type === "number" ? 12 : "Nội dung ghi khi kiểm thử")));
  }
}

async function choose(field: Locator, value: string | undefined) {
  const radio = value ? field.locator(`input[type=radio][value="${value}"]`) : field.getByRole("radio").first();
  if (await radio.count()) return radio.check();
  await field.getByRole("combobox").or(field.getByRole("textbox")).first().click();
  await field.page().getByRole("option").first().click();
}

async function pick(field: Locator, part: string) {
  const box = field.locator("input:not([type=hidden])").first();
  await box.click();
  await box.fill(part);
  await field.page().getByRole("option").first().click();
}

async function attach(field: Locator, name: string) {
  const mimeType = "text/plain";
  await field.locator("input[type=file]").setInputFiles({ name, mimeType, buffer: Buffer.from("Đơn và tài liệu kèm theo.\n") });
  await expect(field.getByText(name)).toBeVisible();
}

async function identify(field: Locator, name: string) {
  await field.getByLabel("Họ và tên").fill(name);
  await field.getByRole("textbox", { name: "Địa chỉ" }).fill("Tổ 5, đường Trần Phú");
}

export async function typeDay(box: Locator, date: string) {
  await box.fill(date);
  await box.press("Tab");
}

/** stage waits until the case stands in a stage: an act, or a term that had passed when its act was recorded, moves it within seconds. */
export async function stage(page: Page, code: string, title: string | RegExp) {
  await expect(async () => {
    await page.goto(`/ho-so/${code}`);
    await expect(page.locator(".stage-badge")).toHaveText(title, { timeout: 2000 });
  }).toPass({ timeout: 15_000 });
}

/** clean holds that a page serves everybody: no fault that axe knows, and no scrolling sideways. */
export async function clean(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0].html}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), "scrolls sideways").toBeLessThanOrEqual(0);
}
