import { expect, test, type Page } from "@playwright/test";
import { clean, daysAgo, Desk, doAct, register, typeDay } from "./office";

const UNIT = "phuong-phan-rang";

test("who stands in sees the tasks of who is away, acts in their place, and no longer when they are back", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, handler, verifier] = [await desk.of("tiepnhan", UNIT), await desk.of("xuly", UNIT), await desk.of("xacminh", UNIT)];
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(1));
  const [away, stands] = [await nameOf(handler), await nameOf(verifier)];

  await handler.goto("/vang-mat");
  await expect(handler.getByRole("heading", { level: 1 })).toHaveText("Vắng mặt, uỷ quyền");
  await pick(handler, "Người làm thay", stands);
  await typeDay(handler.getByLabel("Đến hết ngày"), daysAgo(-3));
  await handler.getByLabel("Văn bản").fill("Thông báo 15/TB-UBND");
  for (const width of [1366, 390]) {
    await handler.setViewportSize({ width, height: 800 });
    await clean(handler);
  }
  await handler.setViewportSize({ width: 1366, height: 800 });
  await handler.getByRole("button", { name: "Ghi", exact: true }).click();
  const entries = handler.getByRole("region", { name: "Đã ghi" });
  await expect(entries).toContainText(`${away} vắng mặt, ${stands} làm thay`);
  await clean(handler);

  await doAct(verifier, code, "kiem-tra-dieu-kien", daysAgo(0), { "de-xuat": "thu-ly" });
  await expect(verifier.getByText(`${stands} (thay ${away})`).first()).toBeVisible();

  handler.once("dialog", (d) => d.accept());
  await entries.getByRole("button", { name: /^Kết thúc sớm/ }).click();
  await expect(entries).toContainText("đã bỏ");
  const roles = (await (await verifier.request.get("/api/v1/me")).json()) as { roles: { for?: string }[] };
  expect(roles.roles.filter((r) => r.for)).toEqual([]);
  await desk.close();
});

async function nameOf(page: Page): Promise<string> {
  return ((await (await page.request.get("/api/v1/me")).json()) as { name: string }).name;
}

async function pick(page: Page, label: string, name: string) {
  await page.getByRole("combobox", { name: label }).or(page.getByRole("textbox", { name: label })).first().click();
  await page.getByRole("option", { name }).first().click();
}
