// What is pointed at in one panel is shown in another: a unit of the diagram in the output, an example of the output in the diagram.
import { EVERYWHERE, expect, open, panel, stat, test } from "./garden.mjs";

const diagram = (page) => panel(page, "Network").getByRole("application");
const said = (page) => page.locator("#output-said");
const pixels = (canvas) => canvas.evaluate((element) => element.toDataURL());

test("a unit that is pointed at is shown large in the output, with its name", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle&steps=60");
  await expect(stat(page, "step ·")).toHaveText("60");
  const plane = panel(page, "Output").getByRole("img").first();
  const own = await pixels(plane);
  const box = await diagram(page).boundingBox();
  // Somewhere down the middle there is a unit of the first layer.
  let found = "";
  for (let row = 1; row < 40 && !/^Layer 1, unit \d/.test(found); row += 1) {
    await page.mouse.move(box.x + box.width * 0.35, box.y + (box.height * row) / 40);
    await page.waitForTimeout(40);
    found = await said(page).innerText();
  }
  expect(found).toMatch(/^Layer 1, unit \d: what it says at every point$/);
  await expect.poll(() => pixels(plane)).not.toBe(own);
  await page.mouse.move(1, 1);
  await expect(said(page)).toHaveText("The plane, x₁ across and x₂ upwards");
  await expect.poll(() => pixels(plane)).toBe(own);
  // By keys, too.
  await diagram(page).focus();
  await expect(said(page)).toHaveText("Input x₁: what it says at every point");
});

test("an example that is pointed at puts its values on the diagram", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle&steps=60");
  await expect(stat(page, "step ·")).toHaveText("60");
  const network = panel(page, "Network").getByRole("img").first();
  const own = await pixels(network);
  const box = await panel(page, "Output").getByRole("application", { name: "Output" }).boundingBox();
  let found = "";
  for (let count = 0; count < 60 && !/example/i.test(found); count += 1) {
    await page.mouse.move(box.x + box.width * (0.35 + (0.3 * (count % 8)) / 8), box.y + box.height * (0.35 + (0.3 * Math.floor(count / 8)) / 8));
    await page.waitForTimeout(40);
    found = await said(page).innerText();
  }
  expect(found).toMatch(/^Example at x₁ [−\d.]+, x₂ [−\d.]+: output [−\d.]+; see its values in the network$/);
  await expect.poll(() => pixels(network), "numbers on the units").not.toBe(own);
  await page.mouse.move(1, 1);
  await expect(said(page)).toHaveText("The plane, x₁ across and x₂ upwards");
  await expect.poll(() => pixels(network)).toBe(own);
});
