// What the page shows first, and that it stays where it is: from opening to thirty steps nothing moves.
import { LESSONS, button, expect, number, open, panel, settings, slot, test } from "./garden.mjs";

const small = (lesson) => (["digits", "convnet", "autoencoder"].includes(lesson) ? "&digits=2000&device=cpu" : "");

/** What a slot shows: a picture, or a list of tokens, digits or sectors. */
const picture = (page, name) => slot(page, name).locator("[role=tabpanel]").locator(":is(.picture, ul, ol):visible").first();

test.describe("at 1440 × 900", () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  for (const lesson of LESSONS) {
    test(`${lesson}: nothing moves from opening to thirty steps`, async ({ page }) => {
      await page.addInitScript(() => {
        globalThis.shifts = [];
        const describe = ({ node, previousRect, currentRect }) =>
          `${node?.nodeName ?? "gone"}.${node?.className ?? ""} ${Math.round(previousRect.x)},${Math.round(previousRect.y)} → ${Math.round(currentRect.x)},${Math.round(currentRect.y)} (${Math.round(previousRect.width)}×${Math.round(previousRect.height)} → ${Math.round(currentRect.width)}×${Math.round(currentRect.height)})`;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts.push({ value: entry.value, what: entry.sources.map(describe) });
        }).observe({ type: "layout-shift", buffered: true });
      });
      await open(page, `v=1&lesson=${lesson}${small(lesson)}`);
      // By a script, so that no shift is excused by a press.
      await page.evaluate(() => gradientGarden.play());
      await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThanOrEqual(30);
      await page.evaluate(() => gradientGarden.pause());
      await expect(button(page, "Play")).toBeVisible();
      await page.waitForTimeout(1000);
      const shifts = await page.evaluate(() => globalThis.shifts);
      const sum = shifts.reduce((sum, { value }) => sum + value, 0);
      expect(sum, shifts.map(({ value, what }) => `${value.toFixed(4)}: ${what.join("; ")}`).join("\n")).toBeLessThan(0.01);
    });

    test(`${lesson}: output, network, curve, idea and main settings are on the first screen`, async ({ page }) => {
      await open(page, `v=1&lesson=${lesson}${small(lesson)}`);
      for (const name of ["The network", "What it does", "How it learns"]) {
        await expect(slot(page, name), name).toBeInViewport({ ratio: 0.99 });
        await expect(picture(page, name), `${name}: picture`).toBeInViewport({ ratio: 0.97 });
      }
      await expect(panel(page, "The idea").locator("p").first()).toBeInViewport({ ratio: 1 });
      for (const name of ["data", "lr", "activation", "batch"]) {
        const control = page.locator(`[data-knob=${name}]`);
        if ((await control.count()) === 0) {
          expect(["data", "activation"], name).toContain(name);
          continue;
        }
        await expect.soft(control, name).toBeInViewport({ ratio: 0.99 });
      }
      const over = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
      expect(Math.max(...over), "the page itself does not scroll").toBeLessThanOrEqual(0);
    });
  }
});

test.describe("at 1280 × 720", () => {
  test.use({ viewport: { width: 1280, height: 720 } });

  for (const lesson of LESSONS) {
    test(`${lesson}: the output's picture and the learning rate are there at once`, async ({ page }) => {
      await open(page, `v=1&lesson=${lesson}${small(lesson)}`);
      await expect(picture(page, "What it does")).toBeInViewport({ ratio: 0.97 });
      await expect(settings(page).locator("[data-knob=lr]")).toBeInViewport({ ratio: 0.99 });
    });
  }
});
