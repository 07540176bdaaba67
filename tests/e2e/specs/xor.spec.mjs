// XOR: probabilities, the fold along any two units, many seeds in the background.
import { EVERYWHERE, button, expect, number, open, panel, stat, tab, test } from "./garden.mjs";

const outcomes = (page) => panel(page, "Many seeds").getByRole("list", { name: "Every seed" }).getByRole("button");

test("the default solves it, and the output is a probability", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=xor&steps=1200");
  await expect(stat(page, "accuracy")).toHaveText(/100\.0/);
  const output = panel(page, "Output");
  await expect(output).toContainText("class 0");
  await expect(output.getByRole("checkbox", { name: "test points" })).toHaveCount(0);
  const fold = panel(page, "Fold");
  await expect(fold).toContainText("4 of 4 points are on the correct side");
  await expect(fold.getByRole("img")).toHaveAccessibleName(/The four points along hidden units/);
});

test("the fold is seen along any two units, by keyboard", async ({ page }) => {
  await open(page, "v=1&lesson=xor");
  const fold = panel(page, "Fold");
  await fold.getByRole("combobox", { name: "across" }).focus();
  await page.keyboard.press("End");
  await expect(page).toHaveURL(/pair=8,\d/);
  await expect(fold.getByRole("checkbox")).not.toBeChecked();
  await fold.getByRole("checkbox").press("Space");
  await expect(page).not.toHaveURL(/pair=/);
});

test("many seeds are tried beside the run, cancelled, and one is loaded", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=xor&preset=article");
  const seeds = await tab(page, "Many seeds");
  await button(page, "Play").click();
  await seeds.getByRole("button", { name: "Try 50 seeds" }).click();
  await expect(outcomes(page)).toHaveCount(50);
  await expect(outcomes(page).first()).toHaveAccessibleName(/^Seed 1: (not )?solved, loss/);
  const step = await number(page, "step ·");
  await expect.poll(() => number(page, "step ·"), "the run goes on").toBeGreaterThan(step);
  await seeds.getByRole("button", { name: "Cancel" }).click();
  await expect(seeds.getByRole("button", { name: "Try 50 seeds" })).toBeVisible();
  await expect(outcomes(page).last()).toHaveAccessibleName("Seed 50: not done yet");
  await button(page, "Pause").click();
  await outcomes(page).nth(2).press("Enter");
  await expect(stat(page, "step ·")).toHaveText("0");
  await expect(page).toHaveURL(/seed=3/);
  await expect(outcomes(page).nth(2)).toHaveAttribute("aria-pressed", "true");
  // With other units there is another network: nothing is left of these seeds.
  await page.getByRole("combobox", { name: "Example" }).selectOption("eight");
  await expect(seeds).toContainText("1\u202f200 steps each, in the background.");
  await expect(seeds).not.toContainText("Choose a seed to start your own run from it.");
});
