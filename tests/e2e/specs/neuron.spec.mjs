// One neuron: its fit, what is said of it, and its loss surface by pointer and keyboard.
import { EVERYWHERE, button, expect, number, open, panel, playTo, settled, stat, step, test, unfoldIdea } from "./garden.mjs";

const row = (page, place) => panel(page, "Fit").getByRole("row").nth(place).getByRole("cell");

test("the line is fitted, and the panel says what that means", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=neuron&steps=1000");
  await expect(stat(page, "step ·")).toHaveText(/1.000/);
  const fit = panel(page, "Fit");
  await expect(fit.getByRole("status")).toContainText("The line fits");
  // Within 0.1 of what every exact solution has.
  await expect(fit).toContainText(/w₁ \+ w₂ = (2\.9|3\.0)\d, b \+ w₂ = (4\.9|5\.0)\d/);
  await expect(fit.getByRole("img")).toHaveAccessibleName(/The largest residual is 0\.0/);
  await expect(row(page, 4).first()).toHaveText("17.0");
  await unfoldIdea(page);
  await expect(step(page, "below 0.002")).toContainText("(done)");
});

test("saturation is named from the numbers", async ({ page }) => {
  await open(page, "v=1&lesson=neuron");
  await page.getByRole("combobox", { name: "Example" }).selectOption("saturated");
  const said = panel(page, "Fit").getByRole("status");
  await expect(said).toContainText("8.00 to 17.0");
  await expect(said, "as the transport has it").toContainText("144");
  await button(page, "Play").click();
  await expect(said).toContainText("Saturated");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(1000);
  await button(page, "Pause").click();
  expect(await number(page, "loss")).toBe(144);
});

test("weights are put where the surface is clicked, or where the arrow keys lead", async ({ page }) => {
  await open(page, "v=1&lesson=neuron");
  await settled(page);
  const surface = panel(page, "Loss surface");
  const picture = surface.getByRole("application");
  const before = await number(page, "loss");
  const box = await picture.boundingBox();
  await picture.hover({ position: { x: box.width * 0.8, y: box.height * 0.2 } });
  await expect(surface).toContainText(/w₁ \S+, w₂ \S+: loss/);
  await picture.click({ position: { x: box.width * 0.8, y: box.height * 0.2 } });
  await expect.poll(() => number(page, "loss")).not.toBe(before);
  await page.mouse.move(0, 0);
  await settled(page);
  const clicked = await number(page, "loss");
  await picture.focus();
  for (let count = 0; count < 6; count += 1) await page.keyboard.press("ArrowLeft");
  await expect(surface).toContainText(/w₁ \S+, w₂ \S+: loss/);
  await page.keyboard.press("Enter");
  await expect.poll(() => number(page, "loss")).not.toBe(clicked);
  await unfoldIdea(page);
  const place = step(page, "Choose a place in the loss surface");
  await expect(place, "not before it was trained on from there").toContainText("(not done yet)");
  await playTo(page, 120);
  await expect(place).toContainText("(done)");
});
