// No violation that axe can find, on any lesson, in both themes, with everything unfolded.
import AxeBuilder from "@axe-core/playwright";
import { LESSONS, button, everyTab, expect, gallery, lesson as lessonButton, open, place, PLACES, stat, test, unfoldIdea } from "./garden.mjs";

/** What axe finds, in words. */
async function told(builder) {
  const { violations } = await builder.analyze();
  const words = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`).join("\n")}`);
  return words.join("\n\n");
}

for (const lesson of LESSONS) {
  for (const theme of ["light", "dark"]) {
    test(`axe finds nothing on ${lesson}, ${theme}`, async ({ page }) => {
      // The last part is refused: messages are looked at, too.
      await open(page, `v=1&lesson=${lesson}&theme=${theme}&lr=NaN&seed=5`);
      await button(page, "+1 batch").click();
      await expect(stat(page, "step ·")).toHaveText("1");
      await unfoldIdea(page);
      const folded = page.locator("details:not([open]) > summary");
      while ((await folded.count()) > 0) await folded.first().click();
      await page.getByRole("button", { name: /^What is / }).first().click();
      expect(await told(new AxeBuilder({ page }))).toBe("");
      await everyTab(page, async (panel) => {
        const id = await panel.getAttribute("id");
        expect(await told(new AxeBuilder({ page }).include(`.slot:has(#${id})`)), id).toBe("");
      });
    });
  }
}

for (const theme of ["light", "dark"]) {
  test(`axe finds nothing in the gallery, ${theme}`, async ({ page }) => {
    await open(page, `v=1&theme=${theme}`);
    await lessonButton(page).click();
    await expect(gallery(page)).toBeVisible();
    expect(await told(new AxeBuilder({ page }))).toBe("");
  });

  test(`axe finds nothing in the places of a phone, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, `v=1&theme=${theme}&steps=5`);
    for (const name of PLACES) {
      await place(page, name).click();
      expect(await told(new AxeBuilder({ page })), name).toBe("");
    }
    await page.getByRole("button", { name: "Example, device, share and more" }).click();
    expect(await told(new AxeBuilder({ page })), "what has no room in the head").toBe("");
  });
}
