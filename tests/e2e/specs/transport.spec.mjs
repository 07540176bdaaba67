// Play, pause, one batch, one epoch, reset, new seed.
import { EVERYWHERE, button, device, epochs, expect, heading, lesson, number, numbers, open, panel, playTo, settled, stat, step as tried, test, transport, unfoldIdea } from "./garden.mjs";

test("the page opens with the boundary lesson, ready to run", EVERYWHERE, async ({ page }) => {
  await open(page);
  await expect(page).toHaveTitle("Boundary: draw the line · Gradient Garden");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Gradient Garden");
  await expect(lesson(page)).toHaveAccessibleName("Lesson Boundary: draw the line");
  await expect(button(page, "Play")).toBeEnabled();
  await expect(stat(page, "step · epoch 0")).toHaveText("0");
  await expect(heading(page)).toHaveText("Network · 2 → 4 → 3 → 1 · 31 parameters");
  await expect(panel(page, "Output").getByRole("img")).toHaveAccessibleName(/^The output over the plane: .* 500 points lie on top/);
  await expect(panel(page, "Network").getByRole("img")).toHaveAccessibleName(/2 → 4 → 3 → 1 units, 31 parameters\. The largest weight/);
  await expect(panel(page, "Loss")).toContainText("Press play");
  await expect(device(page)).toHaveText(/Device: CPU.*auto: .* kFLOP a step is faster on the CPU/);
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("play trains until pause, and the test loss falls", EVERYWHERE, async ({ page }) => {
  await open(page);
  const first = await number(page, "test loss");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "test loss"), { timeout: 30_000 }).toBeLessThan(first / 2);
  await expect.poll(() => number(page, "steps / s")).toBeGreaterThan(0);
  await button(page, "Pause").click();
  await settled(page);
  const { step, loss } = await numbers(page);
  await expect(transport(page).getByRole("status")).toContainText(`Step ${step}, test loss ${loss}`);
  await page.waitForTimeout(400);
  expect(await numbers(page)).toMatchObject({ step, loss });
  await expect(panel(page, "Loss").getByRole("img")).toHaveAccessibleName(/^Loss over .* steps: training .*; it began at/);
  await unfoldIdea(page);
  await expect(tried(page, "half of where it began")).toContainText("(done)");
});

test("one batch is one step, one epoch goes to its end", EVERYWHERE, async ({ page }) => {
  await open(page);
  for (const step of ["1", "2", "3"]) {
    await button(page, "+1 batch").click();
    await expect(stat(page, "step ·")).toHaveText(step);
  }
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step · epoch 1")).toHaveText("25");
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step · epoch 2")).toHaveText("50");
  await expect(button(page, "Play")).toBeVisible();
});

test("reset replays the same seed exactly, a new seed does not", EVERYWHERE, async ({ page }) => {
  await open(page);
  await settled(page);
  const start = await numbers(page);
  await epochs(page, 3, 25);
  await settled(page);
  const once = await numbers(page);
  expect(once.loss).not.toBe(start.loss);

  await playTo(page, 200);
  await button(page, "Reset").click();
  await expect(stat(page, "step ·")).toHaveText("0");
  await settled(page);
  expect(await numbers(page)).toEqual(start);
  await epochs(page, 3, 25);
  await settled(page);
  expect(await numbers(page)).toEqual(once);

  await button(page, "New seed").click();
  await expect(stat(page, "step ·")).toHaveText("0");
  await expect(stat(page, "test loss")).not.toHaveText("–");
  await settled(page);
  expect((await numbers(page)).loss).not.toBe(start.loss);
  await expect(page).toHaveURL(/seed=\d+/);
});
