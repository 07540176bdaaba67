// A trainer that does not answer any more is ended, and another goes on. `cargo xtask faults` has many more ways to lose one.
import { EVERYWHERE, button, device, expect, number, open, test } from "./garden.mjs";

/** Has the worker of this program hang, in the middle of training, when the page says so. */
async function hangs(page, program) {
  const text = 'new BroadcastChannel("fault").onmessage = () => { for (;;); };';
  await page.route(`**/${program}_loader.js*`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${text}${await answer.text()}` });
  });
  return () => page.evaluate(() => new BroadcastChannel("fault").postMessage("now"));
}

for (const [name, program, shown, seconds] of [
  ["cpu", "trainer_dense", /Device: CPU/, 10],
  ["webgpu", "trainer_gpu", /Device: WebGPU on/, 10],
]) {
  test(`a worker on ${name} that hangs is given up within ${seconds} seconds, and training goes on`, name === "cpu" ? EVERYWHERE : {}, async ({ page }) => {
    const hang = await hangs(page, program);
    await open(page, `v=1&device=${name}&play=1`);
    await expect(device(page)).toContainText(shown, { timeout: 60_000 });
    const begun = await number(page, "step ·");
    await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(begun);
    // Until it has told its state, and what it does for the first time is done.
    await page.waitForTimeout(6000);
    const before = await number(page, "step ·");
    await hang();
    await expect(page.getByText(/did not answer for \d+ seconds.* from step/)).toBeVisible({ timeout: 1000 * seconds });
    await expect(device(page)).toContainText("Device: CPU");
    await expect.poll(() => number(page, "step ·")).toBeGreaterThan(before);
    await button(page, "Pause").click();
    await expect(button(page, "Play")).toBeVisible();
  });
}

test("Pause breaks off a step that does not end, and the run goes on from what was kept", async ({ page }) => {
  const hang = await hangs(page, "trainer_dense");
  await open(page, "v=1&device=cpu&play=1");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(20);
  await page.waitForTimeout(2500);
  await hang();
  await button(page, "Pause").click();
  await expect(page.getByText(/step under way was broken off, .* The run stands at step \d+/)).toBeVisible({ timeout: 5000 });
  await expect(button(page, "Play")).toBeVisible();
  const kept = await number(page, "step ·");
  expect(kept).toBeGreaterThan(20);
  expect(await page.evaluate(() => gradientGarden.train(10).then(({ step }) => step))).toBe(kept + 10);
});
