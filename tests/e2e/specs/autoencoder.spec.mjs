// The autoencoder: digits over what is rebuilt of them, and a map of the code with a ring to drag or move by keys.
import { EVERYWHERE, button, expect, number, open, panel, playTo, settled, test } from "./garden.mjs";

const rebuilt = (page) => panel(page, "Reconstructions");
const code = (page) => panel(page, "Latent space");
const map = (page) => code(page).getByRole("application");
const said = (page) => code(page).locator("#codes-said");

test("it rebuilds test digits, better and better", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=autoencoder&digits=2000");
  await expect(rebuilt(page).getByRole("button", { name: /^Test digit/ })).toHaveCount(12);
  const before = await number(page, "test loss");
  await playTo(page, 120, 60_000);
  expect(await number(page, "test loss")).toBeLessThan(before / 3);
  const digits = rebuilt(page).getByRole("list", { name: /^Test digits 0 to 11 of 10\s000/ }).getByRole("button");
  await expect(digits.first()).toHaveAccessibleName(/^Test digit 0, a 7: rebuilt with a mean squared error of 0\.\d+/);
  await digits.nth(4).click();
  await expect(digits.nth(4)).toHaveAttribute("aria-pressed", "true");
  await expect(said(page)).toContainText("The code of test digit 4");
  await rebuilt(page).getByRole("button", { name: "Next digits" }).click();
  await expect(rebuilt(page).getByRole("button", { name: /^Test digit 12,/ })).toBeVisible();
});

test("a point of the code is decoded wherever keys or the pointer put it", async ({ page }) => {
  await open(page, "v=1&lesson=autoencoder&preset=code2&digits=1000&steps=40");
  await expect.poll(() => number(page, "step ·"), { timeout: 30_000 }).toBe(40);
  await settled(page);
  const picture = code(page).getByRole("img", { name: "What the decoder makes" }).locator("canvas");
  const ink = () => picture.evaluate((canvas) => canvas.toDataURL());
  const own = await ink();
  await map(page).focus();
  for (let count = 0; count < 4; count += 1) await page.keyboard.press("Shift+ArrowRight");
  await expect(said(page)).toHaveText(/^c₁ [\d.−]+, c₂ [\d.−]+/);
  await expect.poll(ink).not.toBe(own);
  await page.keyboard.press("Escape");
  await expect(said(page)).toContainText("The code of test digit 0");
  await expect.poll(ink, "the digit's own code again").toBe(own);

  const address = page.url();
  const box = await map(page).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height * 0.2, { steps: 8 });
  // Out of the map and up to the window's edge, beyond which Firefox's driver does not point.
  await page.mouse.move(page.viewportSize().width - 1, box.y - 50, { steps: 3 });
  await page.mouse.up();
  await expect(said(page)).toHaveText(/^c₁/);
  await expect.poll(ink).not.toBe(own);
  expect(page.url(), "an address is not written for every move").toBe(address);
  await expect(map(page).getByRole("img")).toHaveAccessibleName(/^500 test digits on the map of the code/, { timeout: 5000 });
  // Decoded places stand behind all of the map: they leave no strip of it as it was.
  const strips = () =>
    map(page)
      .locator("canvas")
      .first()
      .evaluate((canvas) => {
        const [width, height] = [Math.floor(canvas.width * 0.8), Math.floor(canvas.height / 8)];
        const strip = (row) => canvas.getContext("2d").getImageData(canvas.width * 0.15, (row + 1) * height, width, height);
        return [0, 1, 2, 3, 4, 5].map((row) => strip(row).data.reduce((sum, value) => sum + value, 0));
      });
  const plain = await strips();
  await code(page).getByRole("checkbox", { name: "decoded places" }).check();
  await expect(page).toHaveURL(/decoded=1/);
  const changed = async () => (await strips()).filter((sum, row) => Math.abs(sum - plain[row]) > 0.01 * plain[row]).length;
  await expect.poll(changed).toBe(6);
});

test("of a larger code two units are chosen, and noise is shown where it is removed", async ({ page }) => {
  await open(page, "v=1&lesson=autoencoder&digits=1000");
  await expect(code(page).getByRole("heading")).toHaveText("The code · 32 units");
  await code(page).getByRole("combobox", { name: "across" }).selectOption("c₅");
  await expect(page).toHaveURL(/axes=5,2/);
  await code(page).getByRole("combobox", { name: "up" }).selectOption("c₅");
  await expect(page, "they change places").toHaveURL(/axes=2,5/);
  const pictures = rebuilt(page).getByRole("button", { name: /^Test digit 0,/ }).locator("canvas");
  await expect(pictures).toHaveCount(2);
  await page.getByRole("combobox", { name: "Denoising", exact: true }).selectOption({ label: "On" });
  await expect(pictures).toHaveCount(3);
  await expect(rebuilt(page)).toContainText("with noise, as the network is given it");
  await button(page, "+1 batch").click();
  await expect.poll(() => number(page, "step ·")).toBe(1);
});
