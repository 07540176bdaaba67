// The content policy: `cargo xtask serve` sends the strictest that the page needs, nothing in the page breaks it, and what another
// policy blocks is named.
import { test as plain } from "@playwright/test";
import { EVERYWHERE, LESSONS, button, expect, number, open, test, unfoldIdea } from "./garden.mjs";

const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'";

test("the server sends the policy", async ({ page }) => {
  const answer = await page.goto("./");
  expect(answer.headers()["content-security-policy"]).toBe(STRICT);
});

for (const lesson of LESSONS) {
  test(`nothing in ${lesson} breaks the policy`, ["boundary", "convnet", "gan"].includes(lesson) ? EVERYWHERE : {}, async ({ page }) => {
    await page.addInitScript(() => {
      globalThis.violations = [];
      addEventListener("securitypolicyviolation", (event) => globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
    });
    await open(page, `v=1&lesson=${lesson}`);
    await button(page, "Play").click();
    await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBeGreaterThan(5);
    await unfoldIdea(page);
    const folded = page.locator("details:not([open]) > summary");
    while ((await folded.count()) > 0) await folded.first().click();
    await page.getByRole("button", { name: "Download" }).click();
    await page.keyboard.press("Escape");
    await expect(button(page, "Pause")).toBeVisible();
    expect(await page.evaluate(() => globalThis.violations)).toEqual([]);
  });
}

/** Serves the page under another policy. */
const under = (page, policy) =>
  page.route(/\/$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });

const BLOCKED = {
  "script-src 'self'": "content policy (script-src)",
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'": "content policy (connect-src)",
  "script-src 'none'": "load the page again",
  "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'": "blocked by this site’s content policy",
  "style-src 'none'; script-src 'self'": "content policy (script-src)",
};
for (const [policy, said] of Object.entries(BLOCKED)) {
  plain(`${policy}: what is blocked is named`, async ({ page }) => {
    await under(page, policy);
    await page.goto("./#v=1", { waitUntil: "commit" });
    await expect(page.getByText(said).filter({ visible: true }).first()).toBeVisible({ timeout: 14_000 });
  });
}
