// Knobs: choosing, stepping, sliding, typing; the mark of a changed one, and the way back.
import { button, countBytes, epochs, expect, heading, number, open, openGroup, panel, settings, slot, stat, test, type } from "./garden.mjs";

test("another data set starts anew, is marked, and can be put back", async ({ page }) => {
  await open(page);
  await epochs(page, 1, 25);
  const data = settings(page).getByRole("group", { name: "Data set" });
  await expect(data.getByRole("radio", { name: "Circle" })).toBeChecked();
  await data.getByRole("radio", { name: "Spiral" }).check();
  await expect(stat(page, "step ·")).toHaveText("0");
  await expect(page).toHaveURL(/#v=1&data=spiral$/);
  await expect(settings(page)).toContainText("1 changed");
  await data.getByRole("button", { name: "Put Data set back to Circle" }).click();
  await expect(data.getByRole("radio", { name: "Circle" })).toBeChecked();
  await expect(settings(page)).not.toContainText("changed");
  await expect(page).toHaveURL(/#v=1$/);
});

test("regression data has no accuracy", async ({ page }) => {
  await open(page);
  await settings(page).getByRole("radio", { name: "Plane" }).check();
  await expect(stat(page, "test accuracy")).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Accuracy" })).toHaveCount(0);
  await expect(page.getByRole("tab", { name: "Loss" })).toHaveAttribute("aria-selected", "true");
  await epochs(page, 1, 25);
});

test("layers and units come and go", async ({ page }) => {
  await open(page);
  const shape = async (text) => expect(heading(page)).toContainText(text);
  await page.getByRole("button", { name: "Add a layer" }).click();
  await shape("2 → 4 → 3 → 3 → 1 · 43 parameters");
  await page.getByRole("button", { name: "Add a unit to layer 1" }).click();
  await shape("2 → 5 → 3 → 3 → 1");
  await page.getByRole("button", { name: "Remove a unit from layer 3" }).click();
  await shape("2 → 5 → 3 → 2 → 1");
  for (let layers = 3; layers > 0; layers -= 1) await page.getByRole("button", { name: "Remove the last layer" }).click();
  await shape("2 → 1 · 3 parameters");
  await expect(page.getByRole("button", { name: "Remove the last layer" })).toBeDisabled();
  await epochs(page, 1, 25);
});

test("sliders, menus and fields set what they show", async ({ page }) => {
  await open(page);
  const noise = settings(page).getByRole("slider", { name: "Noise" });
  await noise.focus();
  await noise.press("ArrowRight");
  await expect(noise).toHaveAttribute("aria-valuetext", /^5\s%$/);
  await expect(page).toHaveURL(/noise=5/);

  await epochs(page, 1, 25);
  await settings(page).getByRole("combobox", { name: "Learning rate" }).selectOption("0.1");
  await settings(page).getByRole("combobox", { name: "Optimizer" }).selectOption({ label: "Momentum" });
  await expect(page).toHaveURL(/optimizer=momentum&lr=0.1/);
  await expect(stat(page, "step ·"), "these knobs keep what was learned").toHaveText("25");
  await epochs(page, 1, 25);

  const seed = settings(page).getByRole("textbox", { name: "Seed" });
  await type(seed, "abc");
  await seed.press("Enter");
  await expect(page.getByRole("alert")).toHaveText("Seed cannot be abc. Allowed: a whole number from 0 to 4294967295.");
  await expect(seed).toHaveValue("1");
  await type(seed, "42");
  await seed.press("Enter");
  await expect(page).toHaveURL(/seed=42/);
  await expect(page.getByRole("alert"), "a good value takes the message away").toHaveCount(0);
  await expect(stat(page, "step ·")).toHaveText("0");
});

test("features can be chosen, and none is a question to the person", async ({ page }) => {
  await open(page);
  await openGroup(page, "Features");
  const seen = settings(page).getByRole("group", { name: "What the network sees" });
  const feature = (name) => seen.getByRole("checkbox", { name, exact: true });
  await feature("x₁²").check();
  await expect(heading(page)).toContainText("3 → 4 → 3 → 1");
  await expect(page).toHaveURL(/features=x1,x2,x1\^2/);
  await feature("x₁").uncheck();
  await feature("x₂").uncheck();
  await expect(heading(page)).toContainText("1 → 4 → 3 → 1");
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");

  await feature("x₁²").uncheck();
  await expect(page).toHaveURL(/features=($|&)/);
  await expect(panel(page, "Output")).toContainText("Choose an input");
  await expect(stat(page, "test loss")).toHaveText("–");
  await button(page, "Play").click();
  const asked = page.getByRole("status").filter({ hasText: "Choose an input first" });
  await expect(asked).toBeVisible();
  await feature("x₂²").check();
  await expect.poll(() => number(page, "step ·"), "it plays as soon as it can").toBeGreaterThan(10);
  await expect(asked).toHaveCount(0);
  await button(page, "Pause").click();
  await page.reload();
  await expect(feature("x₂²")).toBeChecked();
  await expect(feature("x₁")).not.toBeChecked();
});

test("a link without any feature opens, and asks for one", async ({ page }) => {
  await page.goto("./#v=1&data=xor&features=");
  await expect(panel(page, "Output")).toContainText("Choose an input");
  await expect(page.getByRole("region", { name: "Messages" }).getByRole("listitem")).toHaveCount(0);
  const answers = await page.evaluate(async () => {
    const garden = globalThis.gradientGarden;
    const { device } = await garden.ready;
    const refused = await garden.train(10).catch((error) => error.message);
    await garden.configure({ features: ["x1", "x2"] });
    const { step } = await garden.train(10);
    return { device, refused, step };
  });
  expect(answers.refused).toContain("Choose an input");
  expect(answers).toMatchObject({ device: "cpu", step: 10 });
});

test("help is on demand", async ({ page }) => {
  await open(page);
  const help = settings(page).getByRole("button", { name: "What is Learning rate?" });
  await expect(help).toHaveAttribute("aria-expanded", "false");
  await help.click();
  await expect(help).toHaveAttribute("aria-expanded", "true");
  await expect(settings(page).getByText("How far each step goes.")).toBeVisible();
});

test("another learning rate is one small message to a large network that goes on training", async ({ page }) => {
  const bytes = await countBytes(page);
  await open(page, "v=1&lesson=convnet&preset=deep&digits=500&tested=100&batch=8&device=cpu");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(0);
  // Of four bytes each.
  const weights = 4 * 13_244_170;
  await expect(slot(page, "The network")).toContainText(/13.244.170 parameters/);
  await bytes.clear();
  await settings(page).getByRole("combobox", { name: "Learning rate" }).selectOption("0.01");
  const before = await number(page, "step ·");
  await expect(page).toHaveURL(/&lr=0\.01/);
  await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(before + 1);
  await expect(button(page, "Pause")).toBeVisible();
  const { there, back } = await bytes.counted();
  expect(there.length).toBeGreaterThan(0);
  expect(Math.max(...there), `there: ${there}`).toBeLessThan(4000);
  // The trainer pushes its state by the clock, whatever is turned.
  const kept = back.filter((size) => size > weights);
  expect(kept.length, `back: ${back}`).toBeLessThanOrEqual(((await number(page, "step ·")) - before) + 1);
});
