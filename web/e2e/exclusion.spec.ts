import { expect, test, type Page } from "@playwright/test";
import { clean, daysAgo, Desk, fill, typeDay } from "./office";

test("officers whom a denunciation is about are named at intake and later, and never see it", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const [reception, handler, verifier, chair] = [await desk.of("tiepnhan"), await desk.of("xuly"), await desk.of("xacminh"), await desk.of("chutich")];

  await reception.goto("/tiep-nhan");
  await reception.getByRole("radio", { name: "Giải quyết tố cáo trong thực hiện nhiệm vụ, công vụ" }).check();
  await typeDay(reception.getByLabel("Ngày nhận đơn"), daysAgo(1));
  await fill(reception.locator("form:has(#ngay-nhan)"), {});
  await find(reception, "Cán bộ bị khiếu nại", verifier);
  await clean(reception);
  await reception.getByRole("button", { name: "Ghi sổ và in biên nhận" }).click();
  await expect(reception.getByRole("heading", { level: 1 })).toHaveText("Biên nhận đơn");
  const code = (await reception.locator(".receipt-code .code").innerText()).trim();

  await handler.goto(`/ho-so/${code}`);
  const part = handler.getByRole("region", { name: "Người không được biết vụ việc" });
  await expect(part).toContainText((await who(verifier)).name);
  await expect(reception.getByRole("region", { name: "Người không được biết vụ việc" })).toHaveCount(0);
  await part.getByRole("button", { name: "Chặn một cán bộ" }).click();
  const dialog = handler.getByRole("dialog");
  await find(handler, "Cán bộ", chair, dialog);
  await expect(dialog.getByRole("button", { name: "Chặn khỏi vụ việc" })).toBeDisabled();
  await dialog.getByLabel("Lý do").fill("Là người bị tố cáo");
  await clean(handler);
  await dialog.getByRole("button", { name: "Chặn khỏi vụ việc" }).click();
  await expect(dialog).toBeHidden();
  await expect(part).toContainText((await who(chair)).name);

  for (const barred of [verifier, chair]) {
    await barred.goto(`/ho-so/${code}`);
    await expect(barred.getByText("Không tìm thấy")).toBeVisible();
  }
  await desk.close();
});

async function who(page: Page): Promise<{ name: string; unit: string }> {
  const me = (await (await page.request.get("/api/v1/me")).json()) as { name: string; roles: { unit: { name: string } }[] };
  return { name: me.name, unit: me.roles[0].unit.name };
}

/** find types the name of another page's officer without its marks, as one does in a hurry. */
async function find(page: Page, label: string, of: Page, within: Pick<Page, "getByLabel"> = page) {
  const { name, unit } = await who(of);
  const box = within.getByLabel(label).first();
  await box.click();
  await box.fill(name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[Đđ]/g, "d"));
  await page.getByRole("option", { name: `${name} (${unit})` }).first().click();
  await box.press("Tab");
}
