// A step that takes long or much memory: said before it is taken, with what takes less; what does not fit is refused.
import { button, expect, number, open, stat, test } from "./garden.mjs";

const LARGE = "v=1&device=cpu&lesson=boundary&batch=1024&points=2100&layers=1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024";
const TOO_LARGE = "v=1&device=cpu&lesson=convnet&digits=1000&batch=1024&filters=256,256,256,256";

/** Seconds that a sentence names. */
const seconds = (text) => {
  const [, value, unit] = /about (?<value>[\d.]+) (?<unit>s|min)\b/u.exec(text.replaceAll(/\s/gu, " "));
  return Number(value) * (unit === "min" ? 60 : 1);
};

test("a long step is told of before it is taken, and takes about so long", async ({ page }) => {
  test.slow();
  await page.goto(`./#${LARGE}`);
  const said = page.getByText(/One step takes about .* here and up to .*(MB|GB) of memory/);
  await expect(said).toBeVisible();
  await expect(stat(page, "test loss")).not.toHaveText("–", { timeout: 60_000 });
  expect(await number(page, "step ·")).toBe(0);
  const expected = seconds(await said.innerText());
  // Measuring what was learned takes its own time.
  const took = await page.evaluate(() => gradientGarden.train(1).then(({ stepsPerSecond }) => 1 / stepsPerSecond));
  expect(took / expected).toBeGreaterThan(1 / 3);
  expect(took / expected).toBeLessThan(3);
});

test("what takes less can be chosen where it is said", async ({ page }) => {
  await page.goto(`./#${LARGE}`);
  const less = page.getByRole("listitem").filter({ hasText: "One step takes" }).getByRole("button", { name: /^Hidden layers: 16 × / });
  await less.click();
  await expect(page.getByText(/One step takes about/)).toHaveCount(0);
  expect(await page.evaluate(() => gradientGarden.options().layers[0])).toBeLessThan(1024);
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(0);
});

test("what does not fit into the memory is refused in words, and a smaller one is built", async ({ page }) => {
  await page.goto(`./#${TOO_LARGE}`);
  const refused = page.getByRole("listitem").filter({ hasText: "more than a page can have" });
  await expect(refused).toContainText(/about .* GB of memory/);
  const why = await page.evaluate(() => gradientGarden.train(1).then(() => "kept", (error) => error.message));
  expect(why).toContain("GB of memory");
  await button(page, "Play").click();
  await expect(button(page, "Play")).toBeVisible();
  await refused.getByRole("button", { name: /^Convolutions/ }).click();
  await expect(refused).toHaveCount(0);
  await expect(stat(page, "test loss")).not.toHaveText("–", { timeout: 60_000 });
});

test("a network that takes long still shows numbers and a picture soon", async ({ page }) => {
  test.slow();
  const begun = Date.now();
  await open(page, "v=1&device=cpu&lesson=boundary&layers=1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(0);
  expect(Date.now() - begun).toBeLessThan(40_000);
  await button(page, "Pause").click();
  await expect(button(page, "Play")).toBeVisible();
});

test("Pause breaks off a long step that begins while the page is still busy drawing", async ({ page }) => {
  test.slow();
  await page.addInitScript(() => {
    const draw = requestAnimationFrame;
    globalThis.requestAnimationFrame = (task) => (globalThis.isBusy ? 0 : draw(task));
  });
  await page.goto(`./#${LARGE}`);
  await page.getByText(/One step takes about/).waitFor();
  await page.evaluate(() => (globalThis.isBusy = true));
  await expect(stat(page, "test loss")).not.toHaveText("–", { timeout: 60_000 });
  await button(page, "Play").click();
  await page.waitForTimeout(3000);
  await button(page, "Pause").click();
  await expect(page.getByText(/The step under way was broken off/)).toBeVisible({ timeout: 8000 });
});
