// How fast play goes, as a person sets it; single steps and scripts never wait.
import { EVERYWHERE, button, expect, number, open, stat, test } from "./garden.mjs";

const speed = (page) => page.getByRole("slider", { name: "Speed" });

/** Steps a second, measured for so many milliseconds. */
async function taken(page, milliseconds) {
  const before = [await number(page, "step ·"), Date.now()];
  await page.waitForTimeout(milliseconds);
  const after = [await number(page, "step ·"), Date.now()];
  return (1000 * (after[0] - before[0])) / (after[1] - before[1]);
}

test("at one step a second one can watch each; an epoch does not wait", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle&speed=1");
  await expect(speed(page)).toHaveAttribute("aria-valuetext", "1 step/s");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 5000 }).toBeGreaterThan(0);
  const rate = await taken(page, 6000);
  expect(rate).toBeGreaterThan(0.6);
  expect(rate).toBeLessThan(1.4);
  await button(page, "Pause").click();
  await expect(button(page, "Play")).toBeVisible();
  const before = await number(page, "step ·");
  const begun = Date.now();
  await button(page, "+1 epoch").click();
  await expect.poll(() => number(page, "step ·")).toBe(25);
  expect(Date.now() - begun, `${25 - before} steps in milliseconds`).toBeLessThan(5000);
  const seconds = await page.evaluate(async () => {
    const begun = performance.now();
    await gradientGarden.train(200);
    return (performance.now() - begun) / 1000;
  });
  expect(seconds, "a script's steps").toBeLessThan(20);
});

test("the slider changes the pace of a run that goes on, and stands in the link", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle&speed=5");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(2);
  const slow = await taken(page, 3000);
  expect(slow).toBeGreaterThan(3);
  expect(slow).toBeLessThan(7);
  await speed(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(speed(page)).toHaveAttribute("aria-valuetext", "20 steps/s");
  await expect(page).toHaveURL(/speed=20(&|$)/);
  const faster = await taken(page, 3000);
  expect(faster).toBeGreaterThan(10);
  expect(faster).toBeLessThan(25);
  await page.keyboard.press("End");
  await expect(speed(page)).toHaveAttribute("aria-valuetext", "full");
  await expect(page).toHaveURL(/speed=full(&|$)/);
  expect(await taken(page, 3000)).toBeGreaterThan(60);
  await expect(button(page, "Pause"), "the run went on").toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await expect(speed(page)).toHaveAttribute("aria-valuetext", "gentle start");
  await expect(page, "as it is at first").not.toHaveURL(/speed=/);
});

test("the pace does not change the run", async ({ page }) => {
  const loss = async (fragment) => {
    await open(page, fragment);
    await button(page, "Play").click();
    await expect.poll(() => number(page, "step ·")).toBeGreaterThan(8);
    await button(page, "Pause").click();
    await expect(button(page, "Play")).toBeVisible();
    return page.evaluate(async () => {
      const { step } = await gradientGarden.metrics();
      await gradientGarden.train(100 - step);
      return gradientGarden.metrics().testLoss;
    });
  };
  const slow = await loss("v=1&data=xor&seed=3&speed=20");
  await page.goto("about:blank");
  await open(page, "v=1&data=xor&seed=3&speed=full");
  const fast = await page.evaluate(() => gradientGarden.train(100).then(({ testLoss }) => testLoss));
  expect(slow).toBe(fast);
  await expect(stat(page, "step ·")).toHaveText("100");
});

test("a pace of a hundred steps a second is kept without a standstill", async ({ page }) => {
  await open(page, "v=1&data=spiral&speed=100");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(5);
  const { longest, rate } = await page.evaluate(async () => {
    const read = () => Number(document.querySelector(".figure.step dd").innerText.replaceAll(/\D/g, ""));
    const [first, begun] = [read(), performance.now()];
    let [last, changed, longest] = [first, begun, 0];
    while (performance.now() - begun < 8000) {
      await new Promise((turn) => setTimeout(turn, 10));
      const [step, now] = [read(), performance.now()];
      if (step !== last) [last, changed] = [step, now];
      longest = Math.max(longest, now - changed);
    }
    return { longest, rate: (1000 * (last - first)) / (performance.now() - begun) };
  });
  expect(longest, "milliseconds without a step").toBeLessThan(600);
  expect(rate).toBeGreaterThan(60);
});
