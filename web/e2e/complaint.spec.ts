import { expect, test } from "@playwright/test";
import { daysAgo, Desk, doAct, fill, openAct, register, send, stage } from "./office";

const SECRET = "Phan Văn Bí Mật";

test("a first complaint goes from reception to a closed file", async ({ browser, baseURL }) => {
  test.setTimeout(360_000);
  const desk = new Desk(browser, baseURL);
  const reception = await desk.of("tiepnhan");
  const code = await register(reception, "Giải quyết khiếu nại lần đầu", daysAgo(95), {
    "nguoi-khieu-nai": SECRET, "noi-dung": "Không đồng ý với mức bồi thường khi thu hồi đất.", "tai-lieu": "Đơn có chữ ký.txt",
  });
  await expect(reception.getByText("Thời hạn thụ lý")).toBeVisible();
  await expect(reception.locator(".receipt")).toContainText("124/2020/NĐ-CP");
  await expect(reception.locator(".receipt")).not.toContainText(SECRET);

  const handler = await desk.of("xuly");
  const verifier = await desk.of("xacminh");
  const chair = await desk.of("chutich");

  await chair.goto(`/ho-so/${code}`);
  await chair.getByText(/Bước chưa được làm và lý do/).click();
  const refused = chair.locator('[data-refused="thu-ly"]');
  await expect(refused).toContainText("Kiểm tra điều kiện thụ lý");
  await expect(refused).toContainText("LKN Đ27");

  await doAct(handler, code, "kiem-tra-dieu-kien", daysAgo(94), { "de-xuat": "thu-ly" });
  await doAct(chair, code, "thu-ly", daysAgo(90), { "so-van-ban": "12/TB-UBND" });
  await stage(chair, code, "Đang xác minh");
  await doAct(chair, code, "giao-xac-minh", daysAgo(89));
  await doAct(verifier, code, "bao-cao-xac-minh", daysAgo(80), { "ket-qua": "dung-mot-phan", "con-khac-nhau": true });

  await doAct(handler, code, "thong-bao-doi-thoai", daysAgo(78), { "ngay-doi-thoai": daysAgo(72) });
  const talk = await openAct(chair, code, "doi-thoai");
  await send(talk, daysAgo(76), { "co-mat": "co-mat" });
  await expect(talk.getByRole("alert")).toContainText("124/2020/NĐ-CP Đ28.1");
  await send(talk, daysAgo(72), { "co-mat": "co-mat" });
  await expect(chair.locator(".result")).toBeVisible();

  await doAct(chair, code, "ban-hanh-quyet-dinh", daysAgo(68), { "ket-qua": "huy-mot-phan" });
  await doAct(handler, code, "gui-quyet-dinh", daysAgo(66));
  await doAct(handler, code, "cong-khai", daysAgo(60));
  await stage(chair, code, "Quyết định có hiệu lực");
  await closeAfterEffect(desk, code);
  await handler.goto(`/ho-so/${code}`);
  await expect(handler.getByText("Đã kết thúc", { exact: true }).first()).toBeVisible();
  await desk.close();
});

/** closeAfterEffect does what is still asked once the decision has taken effect, then closes the file. */
async function closeAfterEffect(desk: Desk, code: string) {
  const order: [string, string, number][] = [["xuly", "xac-nhan-hieu-luc", 36], ["chutich", "giao-thi-hanh", 34], ["xuly", "ket-thuc", 2]];
  const given = { "ngay-hieu-luc": daysAgo(37) }; // the day after the thirtieth from the decision
  for (const [post, act, days] of order) {
    for (const who of [post, post === "xuly" ? "chutich" : "xuly"]) {
      const page = await desk.of(who);
      await page.goto(`/ho-so/${code}`);
      await expect(page.locator(".stage-badge")).toBeVisible();
      if (await page.locator(`[data-offer="${act}"]`).count()) {
        await doAct(page, code, act, daysAgo(days), given);
        break;
      }
    }
  }
}

test("the petitioner's name is shown only for a stated reason", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const code = await register(await desk.of("tiepnhan"), "Giải quyết khiếu nại lần đầu", daysAgo(0), { "nguoi-khieu-nai": SECRET });
  const handler = await desk.of("xuly");
  await handler.goto(`/ho-so/${code}`);
  await expect(handler.getByRole("heading", { name: "Diễn biến" })).toBeVisible();
  await expect(handler.locator("body")).not.toContainText(SECRET);
  await handler.getByRole("button", { name: "Xem danh tính" }).click();
  const dialog = handler.getByRole("dialog");
  await dialog.getByLabel("Lý do cần xem").fill("Liên hệ mời làm việc theo giấy mời");
  await dialog.getByRole("button", { name: "Xem danh tính" }).click();
  await expect(dialog).toContainText(SECRET);
  await handler.keyboard.press("Escape");
  await expect(handler.locator("body")).not.toContainText(SECRET);
  await desk.close();
});

test("nothing typed is lost with the network, and nothing secret is kept", async ({ browser, baseURL }) => {
  const desk = new Desk(browser, baseURL);
  const page = await desk.of("tiepnhan");
  await page.goto("/tiep-nhan");
  await page.getByRole("radio", { name: "Giải quyết khiếu nại lần đầu" }).check();
  await page.getByLabel("Họ và tên").fill(SECRET);
  await page.locator('[data-field="noi-dung"] textarea').first().fill("Nội dung rất riêng");
  await page.locator('[data-field="so-quyet-dinh"] input').fill("1234/QĐ-UBND");
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Ghi sổ và in biên nhận" }).click();
  await expect(page.getByRole("alert")).toContainText("Mất kết nối");
  await expect(page.getByLabel("Họ và tên")).toHaveValue(SECRET);
  const storage = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(storage).toContain("1234/QĐ-UBND");
  const stored = await storage();
  expect(stored).not.toContain("Bí Mật");
  expect(stored).not.toContain("rất riêng");
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Ghi sổ và in biên nhận" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biên nhận đơn");
  await desk.close();
});

test("a day that was not accepted is not replaced, and a lost answer makes no second petition", async ({ browser, baseURL }) => {
  test.setTimeout(120_000);
  const desk = new Desk(browser, baseURL);
  const page = await desk.of("tiepnhan");
  await page.goto("/tiep-nhan");
  await page.getByRole("radio", { name: "Giải quyết khiếu nại lần đầu" }).check();
  const form = page.locator("form:has(#ngay-nhan)");
  const received = page.getByLabel("Ngày nhận đơn");
  const send = form.getByRole("button", { name: "Ghi sổ và in biên nhận" });
  await fill(form, { "nguoi-khieu-nai": SECRET });
  for (const [typed, fault] of [["25/12/2099", "Ngày chưa đến"], ["31/02/2026", "Ngày không đúng"], ["", "Chưa ghi ngày"]]) {
    await received.fill(typed);
    await received.press("Tab");
    await expect(received).toHaveValue(typed);
    await expect(form.getByText(fault, { exact: true })).toBeVisible();
    await send.click();
    await expect(form.getByRole("alert").first()).toContainText("Ngày nhận đơn");
  }
  await received.fill(daysAgo(0));

  // The server records the petition, but its answer never arrives.
  const keys: string[] = [];
  page.on("request", (r) => r.method() === "POST" && r.url().endsWith("/cases") && keys.push(r.headers()["idempotency-key"]));
  await page.route("**/api/v1/cases", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await send.click();
  await expect(form.getByText("Đơn có thể đã được ghi sổ")).toBeVisible();
  await page.unroute("**/api/v1/cases");
  await page.locator('[data-field="so-quyet-dinh"] input').fill("99/QĐ-UBND");
  page.once("dialog", (d) => d.dismiss());
  await page.getByRole("link", { name: "Hộp thư" }).click();
  await expect(page).toHaveURL(/tiep-nhan/);
  await send.click();
  await expect(page.getByText("Đơn đã được ghi sổ từ lần gửi trước")).toBeVisible();
  expect(keys).toHaveLength(2);
  expect(keys[1]).toBe(keys[0]);
  await desk.close();
});
