// The element <gradient-garden> inside another page.
import { EVERYWHERE, expect, test } from "./garden.mjs";

test("the demo page embeds the playground and talks to it", EVERYWHERE, async ({ page }) => {
  await page.goto("./demo/embed.html");
  const inside = page.frameLocator("#spirals >> iframe");
  await expect(inside.getByRole("heading", { name: /^Network ·/ })).toContainText("2 → 8 → 8 → 1");
  // An element is seldom as wide as a page: the settings are folded at first.
  await inside.getByRole("button", { name: "Unfold the settings" }).click();
  await expect(inside.getByRole("group", { name: "Data set" }).getByRole("radio", { name: "Spiral" })).toBeChecked();
  await expect(inside.getByRole("combobox", { name: "Device" })).toHaveCount(0);
  await page.getByRole("button", { name: "Train 500 steps" }).click();
  await expect(page.getByRole("status")).toHaveText(/^Step 500: test accuracy [\d.]+ %$/, { timeout: 60_000 });

  // Attributes are options, calls give promises.
  const told = await page.evaluate(async () => {
    const garden = document.querySelector("#spirals");
    const before = await garden.metrics();
    await garden.configure({ lr: 0.1 });
    const refused = await garden.configure({ batch: 0 }).then(() => "", (why) => why.message);
    return { step: before.step, lr: (await garden.options()).lr, refused };
  });
  expect(told).toMatchObject({ step: 500, lr: 0.1 });
  expect(told.refused).toBe("batch=0 is not allowed: a whole number from 1 to 1024");
  await page.evaluate(() => document.querySelector("#spirals").setAttribute("layers", "6"));
  await expect(inside.getByRole("heading", { name: /^Network ·/ })).toContainText("2 → 6 → 1");
});
