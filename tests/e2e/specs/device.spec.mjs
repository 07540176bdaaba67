// The device is switched in the middle of a run, and nothing that was learned is lost. On the software adapter a step takes
// up to a quarter of a second, so this stays short.
import { button, device, expect, number, numbers, open, playTo, settings, settled, stat, test } from "./garden.mjs";

test("from the CPU to WebGPU and back, without losing step and loss", async ({ page }) => {
  test.setTimeout(180_000);
  await open(page);
  await playTo(page, 100);
  const before = await numbers(page);

  const menu = settings(page).getByRole("combobox", { name: "Device" });
  await menu.selectOption({ label: "WebGPU" });
  await expect(device(page)).toContainText("WebGPU is starting; the CPU trains meanwhile");
  // It trains on while the other one starts.
  await button(page, "Play").click();
  await expect(device(page)).toContainText(/Device: WebGPU on .+as you chose/, { timeout: 120_000 });
  await button(page, "Pause").click();
  await settled(page);
  const step = await number(page, "step ·");
  expect(step).toBeGreaterThan(Number(before.step.replaceAll(/\s/g, "")));
  const loss = await number(page, "test loss");
  expect(loss).toBeLessThan(1.5 * Number(before.loss) + 0.05);
  await button(page, "+1 batch").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 20_000 }).toBe(step + 1);
  await settled(page);
  const there = await numbers(page);

  await menu.selectOption({ label: "CPU" });
  await expect(device(page)).toContainText(/Device: CPU.*as you chose/, { timeout: 30_000 });
  await settled(page);
  expect(await numbers(page)).toEqual(there);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).not.toHaveText(there.step);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
