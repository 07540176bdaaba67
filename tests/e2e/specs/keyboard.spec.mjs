// The whole page by keyboard only.
import { EVERYWHERE, button, expect, number, lesson, open, openGroup, panel, stat, test, transport } from "./garden.mjs";

/** Presses Tab until the element has the focus. */
async function tabTo(page, target, most = 90) {
  for (let count = 0; count < most; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

test("Tab leads through the page in the order of attention, Space and Enter work", async ({ page }) => {
  await open(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the picture" })).toBeFocused();
  await tabTo(page, lesson(page));
  await tabTo(page, button(page, "Play"));
  await page.keyboard.press("Space");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(10);
  await expect(button(page, "Pause")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button(page, "Play")).toBeFocused();
  await tabTo(page, button(page, "Reset"));
  await page.keyboard.press("Enter");
  await expect(stat(page, "step ·")).toHaveText("0");

  // Panels, then knobs; every stop is in sight and has a name.
  const stops = [
    page.getByRole("tab", { name: "Network" }),
    panel(page, "Network").getByRole("application"),
    panel(page, "Output").getByRole("checkbox", { name: "test points" }),
    page.getByRole("tab", { name: "Loss" }),
    panel(page, "Loss").getByRole("group", { name: "Loss" }),
    page.getByRole("button", { name: "Unfold the idea" }),
    page.getByRole("radio", { name: "Circle" }),
    page.getByRole("slider", { name: "Noise" }),
    page.getByRole("combobox", { name: "Learning rate" }),
    page.getByRole("combobox", { name: "Device" }),
  ];
  await openGroup(page, "Device");
  await button(page, "Reset").focus();
  for (const stop of stops) {
    await tabTo(page, stop);
    await expect(stop).toBeInViewport();
  }
});

test("radio buttons, tabs, curve and switches answer to their keys", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&steps=60");
  await expect(stat(page, "step ·")).toHaveText("60");
  await page.getByRole("radio", { name: "Circle" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "XOR" })).toBeChecked();
  await expect(stat(page, "step ·")).toHaveText("0");
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step ·")).toHaveText("25");

  await page.getByRole("tab", { name: "Loss" }).focus();
  await page.keyboard.press("ArrowRight");
  const accuracy = page.getByRole("tab", { name: "Accuracy" });
  await expect(accuracy).toBeFocused();
  await expect(accuracy).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Tab");
  await expect(panel(page, "Accuracy").getByRole("group", { name: "Accuracy" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(panel(page, "Accuracy").getByRole("status")).toHaveText(/^Step 25: training .* test/);

  const points = page.getByRole("checkbox", { name: "test points" });
  await points.focus();
  await page.keyboard.press("Space");
  await expect(points).toBeChecked();
  await expect(page).toHaveURL(/showtest=1/);
});

test("the skip link leads to the panels and leaves the address alone", async ({ page }) => {
  await open(page, "v=1&data=xor");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await expect(page).toHaveURL(/#v=1&data=xor$/);
  await expect(transport(page)).toBeVisible();
});
