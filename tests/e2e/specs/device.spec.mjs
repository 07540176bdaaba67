// The device is switched in the middle of a run, and nothing that was learned is lost. On the software adapter a step takes
// up to a quarter of a second, so this stays short.
import { button, device, expect, number, numbers, open, openGroup, parse, playTo, settings, settled, stat, test } from "./garden.mjs";

/** One batch; done when its numbers are there. */
async function batch(page) {
  await button(page, "+1 batch").click();
  await expect(button(page, "Play")).toBeVisible({ timeout: 60_000 });
}

test("from the CPU to WebGPU and back, without losing step and loss", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page);
  await playTo(page, 100);
  const before = await numbers(page);

  await openGroup(page, "Device");
  const menu = settings(page).getByRole("combobox", { name: "Device" });
  await menu.selectOption({ label: "WebGPU" });
  await expect(device(page)).toContainText("WebGPU is starting; the CPU trains meanwhile");
  // It trains on while the other one starts.
  await button(page, "Play").click();
  await expect(device(page)).toContainText(/Device: WebGPU on .+as you chose/, { timeout: 45_000 });
  // The first step compiles the adapter's programs; until then the last numbers of the CPU stand, and the page says why.
  const compiling = page.getByText("WebGPU is compiling its programs for this network first.");
  await expect(compiling).toBeVisible();
  const last = await number(page, "step ·");
  await expect.poll(() => number(page, "step ·"), { timeout: 45_000 }).toBeGreaterThan(last);
  await expect(compiling).toHaveCount(0, { timeout: 45_000 });
  await button(page, "Pause").click();
  await batch(page);
  const step = await number(page, "step ·");
  expect(step).toBeGreaterThan(parse(before.step));
  expect(await number(page, "test loss")).toBeLessThan(1.5 * parse(before.loss) + 0.05);
  await batch(page);
  const there = await numbers(page);
  expect(parse(there.step)).toBe(step + 1);

  await menu.selectOption({ label: "CPU" });
  await expect(device(page)).toContainText(/Device: CPU.*as you chose/, { timeout: 30_000 });
  await settled(page);
  expect(await numbers(page)).toEqual(there);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).not.toHaveText(there.step);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
