// The network's diagram: numbers under pointer and focus, and changing them.
import { epochs, expect, numbers, open, panel, settled, step, test, unfoldIdea } from "./garden.mjs";

const network = (page) => panel(page, "Network");
const diagram = (page) => network(page).getByRole("application");

test("a weight is changed by keyboard alone", async ({ page }) => {
  await open(page);
  await epochs(page, 2, 25);
  await settled(page);
  const before = await numbers(page);

  await diagram(page).focus();
  await expect(network(page)).toContainText("Input x₁");
  await page.keyboard.press("ArrowRight");
  await expect(network(page)).toContainText(/Link from Input x₁ to Layer 1, unit \d · weight/);
  await page.keyboard.press("Enter");
  const field = network(page).getByRole("textbox", { name: /^Link from Input x₁ to Layer 1, unit/ });
  await expect(field).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(diagram(page)).toBeFocused();
  expect(await numbers(page), "Escape changes nothing").toEqual(before);

  await page.keyboard.press("Enter");
  await expect(field).toBeFocused();
  await page.keyboard.type("-3.5");
  await page.keyboard.press("Enter");
  await expect(field).toHaveCount(0);
  await expect(diagram(page)).toBeFocused();
  await expect(network(page)).toContainText("weight −3.50");
  await settled(page);
  const after = await numbers(page);
  expect(after.step).toBe(before.step);
  expect(after.loss).not.toBe(before.loss);
  await unfoldIdea(page);
  const thickest = step(page, "Choose the thickest link");
  await expect(thickest, "edited, and its sign not turned around").toContainText("(not done yet)");
  // Now it is the thickest of all.
  await diagram(page).focus();
  await page.keyboard.press("Enter");
  await network(page).getByRole("button", { name: "Turn the sign around" }).click();
  await expect(network(page)).toContainText("weight 3.50");
  await expect(thickest).toContainText("(done)");

  // On to a bias: from the link into the unit, then down.
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(network(page)).toContainText(/Bias of Layer 1, unit \d/);
  await page.keyboard.press("Enter");
  await expect(network(page).getByRole("textbox", { name: /^Bias of Layer 1/ })).toBeFocused();
});

test("a click on a link opens its number, and its sign turns around", async ({ page }) => {
  await open(page);
  await settled(page);
  const before = await numbers(page);
  const box = await diagram(page).boundingBox();
  // Links lie between the first two columns: look for one down a line.
  let found = false;
  for (let share = 0.1; share < 0.95 && !found; share += 0.05) {
    await page.mouse.move(box.x + box.width * 0.22, box.y + box.height * share);
    await page.waitForTimeout(30);
    found = /Link from .* weight/.test(await network(page).innerText());
  }
  expect(found, "a link is under the pointer somewhere").toBe(true);
  const said = /weight (\S+)/.exec(await network(page).innerText())[1];
  await page.mouse.down();
  await page.mouse.up();
  await network(page).getByRole("button", { name: "Turn the sign around" }).click();
  const turned = said.startsWith("−") ? said.slice(1) : `−${said}`;
  await expect(network(page)).toContainText(`weight ${turned}`);
  await settled(page);
  expect((await numbers(page)).loss).not.toBe(before.loss);
});
