// A browser without WebGPU: the page says so in words, and the CPU goes on.
import { launchOptions } from "../browser.mjs";
import { button, device, expect, number, open, openGroup, settings, stat, test } from "./garden.mjs";

test.use({ launchOptions: { ...launchOptions, args: [...launchOptions.args.filter((flag) => !/webgpu|vulkan/i.test(flag)), "--disable-features=WebGPU,WebGPUService", "--disable-gpu"] } });

test("WebGPU that is absent is refused in words, and the CPU goes on", async ({ page }) => {
  await open(page);
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(20);
  await openGroup(page, "Device");
  await settings(page).getByRole("combobox", { name: "Device" }).selectOption({ label: "WebGPU" });
  await expect(page.getByRole("alert")).toHaveText(/^WebGPU cannot be used here: this browser has none.+The CPU trains instead\. Another browser.+may have it\.$/, { timeout: 60_000 });
  await expect(device(page)).toHaveText(/Device: CPU.*WebGPU cannot be used here/);
  const step = await number(page, "step ·");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(step + 20);
  await button(page, "Pause").click();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);

  // Also from a link.
  await open(page, "v=1&data=xor&device=webgpu");
  await expect(page.getByRole("alert")).toContainText("The CPU trains instead", { timeout: 60_000 });
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
});
