// No violation that axe can find, on any lesson, in both themes, with everything unfolded.
import AxeBuilder from "@axe-core/playwright";
import { LESSONS, button, expect, open, stat, test } from "./garden.mjs";

for (const lesson of LESSONS) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on ${lesson}, ${theme}`, async ({ page }) => {
      // The last part is refused: messages are looked at, too.
      await open(page, `v=1&lesson=${lesson}&theme=${theme}&lr=NaN&seed=5`);
      await button(page, "+1 batch").click();
      await expect(stat(page, "step ·")).toHaveText("1");
      const folded = page.locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await page.getByRole("button", { name: /^What is / }).first().click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`);
      expect(told.join("\n\n")).toBe("");
    });
  }
}
