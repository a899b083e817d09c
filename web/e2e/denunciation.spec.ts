import { expect, test } from "@playwright/test";
import { daysAgo, Desk, doAct, register, stage } from "./office";

test("a denunciation is extended, suspended, resumed, concluded and published", async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  const desk = new Desk(browser, baseURL);
  const code = await register(await desk.of("tiepnhan"), "Giải quyết tố cáo trong thực hiện nhiệm vụ, công vụ", daysAgo(80));
  const handler = await desk.of("xuly");
  const verifier = await desk.of("xacminh");
  const chair = await desk.of("chutich");

  await doAct(handler, code, "xac-nhan-tham-quyen", daysAgo(79));
  await doAct(handler, code, "kiem-tra-dieu-kien", daysAgo(78), { "de-xuat": "thu-ly" });
  await doAct(chair, code, "thu-ly", daysAgo(75), { "phuc-tap": true });
  await stage(chair, code, "Đang xác minh");
  await doAct(handler, code, "thong-bao-thu-ly", daysAgo(74), { "giu-bi-mat": true });
  await doAct(chair, code, "giao-xac-minh", daysAgo(73));

  await doAct(chair, code, "gia-han", daysAgo(60), { "phuc-tap": true });
  await chair.goto(`/ho-so/${code}`);
  const settle = chair.locator('[data-clock="giai-quyet"]').first();
  await settle.getByText("Vì sao ngày này?").click();
  await expect(settle).toContainText("Gia hạn");

  await doAct(chair, code, "tam-dinh-chi", daysAgo(55));
  await stage(chair, code, "Tạm đình chỉ");
  await expect(chair.locator('[data-clock="giai-quyet"]').first()).toContainText("Tạm dừng từ");
  await doAct(handler, code, "gui-tam-dinh-chi", daysAgo(53));
  await doAct(chair, code, "tiep-tuc", daysAgo(45));
  await stage(chair, code, "Đang xác minh");

  await doAct(verifier, code, "lam-viec-nguoi-bi-to-cao", daysAgo(42));
  await doAct(verifier, code, "bao-cao-xac-minh", daysAgo(38), { "ket-qua": "dung-mot-phan" });
  await doAct(chair, code, "ban-hanh-ket-luan", daysAgo(35), { "ket-qua": "dung-mot-phan" });
  await stage(chair, code, "Đã kết luận");
  await doAct(handler, code, "gui-ket-luan", daysAgo(33));
  await doAct(chair, code, "xu-ly-ket-luan", daysAgo(31));
  await doAct(handler, code, "cong-khai", daysAgo(30));
  await expect(handler.locator(".steps")).toContainText(/[Cc]ông khai/);
  await desk.close();
});
