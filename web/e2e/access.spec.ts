import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { PASSWORD, signIn, UNIT } from "./office";

const WIDE = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

async function clean(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), path).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const [name, viewport] of [["desk", WIDE], ["phone", PHONE]] as const) {
  test(`every page is accessible on a ${name}`, async ({ page }) => {
    test.setTimeout(180_000);
    const faults: string[] = [];
    page.on("console", (m) => m.type() === "error" && !m.text().includes("401") && faults.push(m.text()));
    page.on("pageerror", (e) => faults.push(e.message));
    await page.setViewportSize(viewport);
    await clean(page, "/dang-nhap");
    await signIn(page, `xuly.${UNIT}`);
    const code = await page.locator(".row .code").first().innerText();
    const paths = [
      "/viec", "/ho-so", `/ho-so/${code}`, `/ho-so/${code}/bien-nhan`, "/hop-thu", "/thu-da-gui", "/quy-trinh",
      "/quy-trinh/khieu-nai-lan-dau/2026-07-01", "/quy-trinh/to-cao/2026-07-01?phan=thoi-han", "/quy-trinh/to-cao/2026-07-01?phan=van-ban", "/lich", "/tai-khoan",
    ];
    for (const path of paths) await clean(page, path);
    expect(faults, "errors in the console, also of the content policy").toEqual([]);
  });
}

test("those who are not signed in are sent to sign in and back", async ({ page }) => {
  await page.goto("/lich?nam=2027");
  await expect(page).toHaveURL(/dang-nhap/);
  await page.getByLabel("Tài khoản").fill(`xuly.${UNIT}`);
  await page.getByLabel("Mật khẩu", { exact: true }).fill("sai-mat-khau");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("không đúng");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lịch làm việc năm 2027");
});

test("the worklist is worked by keyboard, and a deadline explains itself", async ({ page }) => {
  await signIn(page, `xuly.${UNIT}`);
  await expect(page.locator("[data-row]").first()).toBeVisible();
  await page.locator("h1").focus();
  await page.keyboard.press("j");
  await expect(page.locator("[data-row]").first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.locator("[data-row]").nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(".chip").first()).toBeFocused();
  const card = page.getByRole("tooltip");
  await expect(card).toContainText("Căn cứ");
  await page.keyboard.press("Escape");
  await expect(card).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Tìm theo mã hồ sơ")).toBeFocused();
  await page.locator("[data-row]").first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/ho-so\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});
