// The learning curve: measured by step, with what was changed on the way; and a run that would not stay finite.
import { EVERYWHERE, button, expect, number, open, panel, stat, test, transport } from "./garden.mjs";

const curve = (page) => panel(page, "Loss");
const chart = (page) => curve(page).getByRole("group", { name: "Loss" });
const said = (page) => curve(page).getByRole("status");

/** Trains by the scripting interface, which does not wait. */
const train = (page, steps) => page.evaluate((count) => gradientGarden.train(count).then(() => undefined), steps);

test("the curve has a point for every one of the first steps, however it was trained", EVERYWHERE, async ({ page }) => {
  await open(page, "data=circle");
  await train(page, 300);
  const steps = await page.evaluate(() => gradientGarden.history().map(({ step }) => step));
  expect(steps.slice(0, 48)).toEqual([...Array(48).keys()]);
  expect(steps.at(-1)).toBe(300);
  await chart(page).focus();
  await page.keyboard.press("Home");
  await expect(said(page)).toHaveText(/^Step 0: training \S+, test \S+$/);
  await page.keyboard.press("ArrowRight");
  await expect(said(page)).toHaveText(/^Step 1: training/);
});

test("a lesson without test examples speaks of one loss", async ({ page }) => {
  await open(page, "lesson=neuron");
  await train(page, 200);
  await expect(transport(page)).not.toContainText("test");
  await expect(chart(page).getByRole("img")).toHaveAccessibleName(/^Loss over 200 steps: [\d.]+; it began at /);
  await chart(page).focus();
  await page.keyboard.press("End");
  await expect(said(page)).toHaveText(/^Step 200: [\d.]+$/);
});

test("a changed option and an edited weight are marks", async ({ page }) => {
  await open(page, "data=circle");
  await train(page, 100);
  await page.evaluate(() => gradientGarden.configure({ lr: 0.1 }));
  await train(page, 100);
  await page.evaluate(async () => {
    const [first] = await gradientGarden.parameters();
    await gradientGarden.setParameters([{ ...first, values: first.values.map((value) => 2 * value) }]);
  });
  await train(page, 50);
  await chart(page).focus();
  await page.keyboard.press("Home");
  await expect(chart(page).getByRole("img")).toHaveAccessibleName(
    /At step 100: Learning rate: 0\.03 → 0\.1\. At step 200: weights edited\./,
  );
  const marks = [];
  for (let press = 0; press < 140; press += 1) {
    await page.keyboard.press("ArrowRight");
    const text = await said(page).innerText();
    if (text.includes("·") && !marks.includes(text)) marks.push(text);
  }
  expect(marks.map((text) => text.split("· ")[1])).toEqual(["Learning rate: 0.03 → 0.1", "weights edited"]);
});

test("a run that diverges stops before the step that is not finite, and stays to be looked at", async ({ page }) => {
  await open(page, "data=plane&activation=linear&optimizer=sgd&lr=3&layers=8,8");
  await button(page, "Play").click();
  const alert = page.getByRole("alert").filter({ hasText: "diverged" });
  await expect(alert).toHaveText(/^Training diverged: step [\d\s]+ would have made a weight too large to compute with\./, { timeout: 30_000 });
  await expect(button(page, "Play")).toBeVisible();
  const step = Number((await alert.innerText()).match(/step ([\d\s]+) would/)[1].replaceAll(/\s/g, ""));
  await expect.poll(() => number(page, "step ·")).toBe(step - 1);
  const values = await page.evaluate(async () => (await gradientGarden.parameters()).flatMap(({ values }) => [...values]));
  expect(values.every(Number.isFinite)).toBe(true);
  await expect(page.locator("body")).not.toContainText("NaN");
  // It is the same step every time.
  await button(page, "+1 batch").click();
  await expect(alert).toContainText(`step ${step} would`);
  await button(page, "Reset").click();
  await expect(alert).toHaveCount(0);
});

test("a rest has no speed, and the measurement of all test digits says how far it is", async ({ page }) => {
  await open(page, "lesson=convnet");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(3);
  await expect.poll(() => number(page, "steps / s")).toBeGreaterThan(0);
  await button(page, "Pause").click();
  await expect(transport(page)).toContainText(/measuring 10\s000 test digits, \d+\s%/);
  await expect(stat(page, "steps / s")).toHaveText("–");
  // Play does not wait for it.
  const before = await number(page, "step ·");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 2000 }).toBeGreaterThan(before);
});
