// The lesson on convolutions: maps and one value's arithmetic, the confusion matrix, a digit drawn by mouse and by keys.
import { EVERYWHERE, button, expect, number, open, panel, parse, settings, settled, stat, step, tab, test, transport, type, unfoldIdea } from "./garden.mjs";

const LINK = "v=1&lesson=convnet&digits=1000&tested=500&device=cpu";
const maps = (page) => panel(page, "Maps");
const pixel = (page) => panel(page, "One value");

test("layers are shown, and the arithmetic of a chosen value adds up", EVERYWHERE, async ({ page }) => {
  await open(page, LINK);
  await expect(page.getByRole("heading", { name: /8 → pool → 16 → pool → 64 → 10 · 52\s138 parameters/ })).toBeVisible();
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step · epoch 1")).toHaveText("32", { timeout: 60_000 });
  await settled(page);
  const captions = ["The digit", "Kernels of convolution 1", "Convolution 1 · 8 of 28 × 28", "Pool 1 · 8 of 14 × 14", "Convolution 2 · 16 of 14 × 14", "Pool 2 · 16 of 7 × 7", "Dense layer 1 · 64 units", "Probabilities"];
  for (const caption of captions) await expect(maps(page).getByText(caption).first()).toBeVisible();

  // By keys: into the second convolution, two to the right and one down.
  await maps(page).getByRole("application", { name: /^Convolution 2/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(maps(page)).toContainText(/Convolution 2, map 1, row 2, column 3: [−\d]/);
  await page.keyboard.press("PageDown");
  await expect(maps(page)).toContainText(/Convolution 2, map 2, row 2, column 3: [−\d]/);
  await tab(page, "One value");
  await expect(pixel(page)).toContainText("Convolution 2, map 2, row 2, column 3");
  await expect(page).toHaveTitle(/Convolutions/);

  // By click on the first convolution: nine products and their sum.
  await tab(page, "Maps");
  await maps(page).getByRole("application", { name: /^Convolution 1/ }).getByRole("img").click({ position: { x: 42, y: 42 } });
  await tab(page, "One value");
  await expect(pixel(page)).toContainText("Convolution 1, map 1");
  const products = pixel(page).getByRole("table", { name: "products" });
  await expect(products.getByRole("cell")).toHaveCount(9);
  const terms = (await products.getByRole("cell").allInnerTexts()).map(parse);
  const [, sum] = /sum (\S+)/.exec(await pixel(page).innerText());
  expect(Math.abs(terms.reduce((a, b) => a + b, 0) - parse(sum))).toBeLessThan(0.02);

  // By fields.
  await pixel(page).getByRole("combobox", { name: "Layer" }).selectOption({ label: "Pool 2" });
  await type(pixel(page).getByRole("spinbutton", { name: "Map" }), "5");
  await pixel(page).getByRole("spinbutton", { name: "Map" }).press("Enter");
  await expect(pixel(page)).toContainText(/Pool 2, map 5/);
  await expect(pixel(page)).toContainText(/The largest of 4 values = /);
});

test("a cell of the confusion matrix shows its digits, and one of them becomes the shown digit", async ({ page }) => {
  await open(page, LINK);
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step · epoch 1")).toHaveText("32", { timeout: 60_000 });
  await settled(page);
  const confusion = await tab(page, "Confusion");
  await expect(confusion).toContainText(/of 500 test digits right/);
  await confusion.getByRole("button", { name: /^True 0, taken for 0/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(confusion.getByRole("button", { name: /^True 1, taken for 1/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(confusion.getByRole("status")).toContainText(/^True 1, taken for 1/);
  const found = confusion.getByRole("list").getByRole("button", { name: /a 1 taken for 1$/ });
  await expect(found).toHaveCount(12);
  await found.nth(2).click();
  await expect(found.nth(2)).toHaveAttribute("aria-pressed", "true");
  await expect(maps(page)).toContainText(/For test digit \d+, a 1/);
});

test("a digit is drawn by mouse and by keys, and classified at once", async ({ page }) => {
  await open(page, LINK);
  const pad = await tab(page, "Draw");
  const sheet = pad.getByRole("application");
  await sheet.scrollIntoViewIfNeeded();
  const box = await sheet.boundingBox();
  const at = (x, y) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  await at(0.5, 0.15);
  await page.mouse.down();
  await at(0.5, 0.85);
  await page.mouse.up();
  await expect(pad.getByRole("status").filter({ hasText: /^Taken for \d, [\d.]+\s%$/ })).toBeVisible();
  await expect(maps(page)).toContainText("For the digit you drew");
  await expect(pad.getByRole("list", { name: "Probabilities for your digit, in percent" }).getByRole("listitem")).toHaveCount(10);
  await expect(pad).toContainText("The network has to choose one of ten digits, whatever is drawn.");
  await expect(pad).not.toContainText("That is little to go by");
  await pad.getByRole("button", { name: "Clear" }).click();
  await expect(pad).toContainText("The sheet is empty.");
  await expect(maps(page)).toContainText("For test digit 0");

  await sheet.focus();
  await page.keyboard.press("Space");
  await expect(pad).toContainText("pen down");
  for (let count = 0; count < 6; count += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await expect(pad).toContainText("pen up");
  await expect(maps(page)).toContainText("For the digit you drew");
  await unfoldIdea(page);
  await expect(step(page, "Draw a digit of your own")).toContainText("(done)");
  await sheet.focus();
  await page.keyboard.press("Delete");
  await expect(pad).toContainText("The sheet is empty.");
});

test("a dot is little to go by, and a scribble is no digit, however sure the network is", async ({ page }) => {
  await open(page, LINK);
  const pad = await tab(page, "Draw");
  const sheet = pad.getByRole("application");
  await unfoldIdea(page);
  const own = step(page, "Draw a digit of your own");
  await sheet.scrollIntoViewIfNeeded();
  await sheet.click();
  await expect(pad).toContainText("That is little to go by: draw one digit as large as the sheet.");
  await expect(pad.getByRole("status").filter({ hasText: /^Taken for \d, [\d.]+\s%$/ })).toBeVisible();
  await expect(own).toContainText("(not done yet)");

  await pad.getByRole("button", { name: "Clear" }).click();
  await expect(pad).not.toContainText("That is little to go by");
  const box = await sheet.boundingBox();
  const at = (x, y) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 4 });
  await at(0.1, 0.1);
  await page.mouse.down();
  for (let row = 1; row <= 12; row += 1) await at(row % 2 === 0 ? 0.1 : 0.9, 0.1 + (0.8 * row) / 12);
  await page.mouse.up();
  await expect(pad).toContainText("That is more ink than a digit has.");
  await expect(own).toContainText("(not done yet)");
});

test("numbers of a sample say so", async ({ page }) => {
  await open(page, LINK);
  await settled(page);
  await expect(transport(page)).toContainText("test accuracy · first 500");
  await expect(transport(page)).toContainText("test loss · first 500");
  await button(page, "+1 batch").click();
  const aloud = transport(page).getByRole("status").filter({ hasText: /Measured on the first 500 of 10\s000 test examples\./ });
  await expect(aloud).toHaveCount(1);
});

test("stages are added, changed and taken away, and the link keeps them", async ({ page }) => {
  await open(page, LINK);
  const stages = settings(page).getByRole("group", { name: "Convolutions and pools" });
  await stages.getByRole("button", { name: "Double the filters of stage 1" }).click();
  await expect(page).toHaveURL(/filters=16,p,16,p/);
  await stages.getByRole("button", { name: "+ convolution" }).click();
  await expect(page).toHaveURL(/filters=16,p,16,p,32/);
  await stages.getByRole("button", { name: "Remove the last stage" }).click();
  await stages.getByRole("button", { name: "Remove the last stage" }).click();
  await expect(page).toHaveURL(/filters=16,p,16(&|$)/);
  await type(stages.getByRole("textbox", { name: "Filters of stage 3" }), "9999");
  await stages.getByRole("textbox", { name: "Filters of stage 3" }).press("Enter");
  await expect(page.getByRole("alert")).toContainText("from 1 to 256");
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  await expect.poll(() => number(page, "test loss")).toBeGreaterThan(0);
});
