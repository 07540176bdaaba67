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
