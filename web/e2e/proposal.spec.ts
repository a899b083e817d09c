import { expect, test } from "@playwright/test";
import { daysAgo, Desk, openAct, register, typeDay } from "./office";

test("the desk is told where a petition goes and why, and may choose otherwise", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const code = await register(await desk.of("tiepnhan"), "Tiếp nhận, phân loại, xử lý đơn", daysAgo(3), { nguon: "buu-dien" });
  const page = await desk.of("xuly");
  const form = await openAct(page, code, "phan-loai");
  const field = (name: string) => form.locator(`[data-field="${name}"]`);
  const pick = async (name: string, title: string | RegExp) => {
    await field(name).getByRole("combobox").or(field(name).getByRole("textbox")).first().click();
    await page.getByRole("option", { name: title }).first().click();
  };
  await typeDay(form.getByLabel("Ngày thực hiện"), daysAgo(2));
  await expect(form.locator(".proposal")).toHaveCount(0);

  await pick("loai-don", "Tố cáo");
  await pick("nguoi-bi-to-cao", /^Cấp trưởng, cấp phó của cơ quan mình/);
  await expect(field("truong-hop")).toContainText("Đề xuất: Tố cáo cấp trưởng, cấp phó của mình");
  await expect(field("truong-hop")).toContainText("LTC Đ12.1");
  await expect(field("truong-hop").locator("input").first()).toHaveValue(/người đứng đầu cấp trên trực tiếp/);
  await expect(field("tham-quyen").getByRole("radio", { name: "Nơi khác" })).toBeChecked();
  await expect(field("huong-xu-ly")).toContainText("Đề xuất: Chuyển đơn đến cơ quan có thẩm quyền");

  // What nobody touched follows what is filled in; what was chosen stays.
  await field("tham-quyen").getByRole("radio", { name: "Của mình" }).check();
  await expect(field("tham-quyen")).toContainText("Đang chọn khác đề xuất");
  await field("thay-doi-cong-tac").getByRole("radio", { name: /chức vụ cao hơn/ }).check();
  await expect(field("truong-hop")).toContainText("Đề xuất: Tố cáo người đã chuyển lên chức vụ cao hơn");
  await expect(field("truong-hop").locator("input").first()).toHaveValue(/chức vụ cao hơn/);
  await pick("truong-hop", /^Tố cáo cấp trưởng, cấp phó của mình/);
  await expect(field("tham-quyen").getByRole("radio", { name: "Của mình" })).toBeChecked();
  await form.getByRole("button", { name: /^Xác nhận/ }).click();
  await expect(page.locator(".result")).toBeVisible();

  const head = await desk.of("chutich");
  await head.goto(`/ho-so/${code}`);
  // Not yet classified: kept secret, and called neither a denunciation nor protected.
  await expect(head.locator(".case-head")).toContainText("Đơn chưa phân loại");
  await expect(head.locator(".case-head")).not.toContainText("Tố cáo");
  await expect(head.getByRole("region", { name: "Người gửi đơn và nội dung" })).toContainText("giữ kín khi chưa phân loại");
  const step = head.locator(".steps > li", { hasText: "Phân loại theo nội dung" }).first();
  await step.getByText("Chi tiết").click();
  await expect(step).toContainText("đề xuất: Tố cáo người đã chuyển lên chức vụ cao hơn");
  await desk.close();
});
