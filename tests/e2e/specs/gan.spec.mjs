// The GAN lesson: two players in the plane, turns taken alone, points drawn by hand, digits.
import { EVERYWHERE, button, expect, number, panel, settings, stat, test, transport } from "./garden.mjs";

async function open(page, fragment) {
  await page.goto(`./#${fragment}`);
  await expect(stat(page, "generator loss")).not.toHaveText("–");
}

const steps = (page) => number(page, "step ·");

test("two players learn, together and alone", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=gan");
  const game = panel(page, "Game");
  await expect(game.getByRole("img", { name: /^The plane with 300 fakes/ })).toBeVisible();
  await game.getByRole("button", { name: "+1 D step" }).press("Enter");
  await expect.poll(() => steps(page)).toBe(1);
  await game.getByRole("button", { name: "+1 G step" }).press("Enter");
  await expect.poll(() => steps(page)).toBe(2);
  const mesh = game.getByRole("checkbox", { name: "G’s mesh" });
  await mesh.press("Space");
  await expect(mesh).toBeChecked();
  await button(page, "Play").click();
  await expect.poll(() => number(page, "good fakes"), { timeout: 60_000 }).toBeGreaterThan(60);
  await button(page, "Pause").click();
  const sectors = panel(page, "Coverage").getByRole("list").getByRole("listitem");
  await expect(sectors).toHaveCount(8);
  await expect(panel(page, "Coverage")).toContainText(/sectors are covered/);
  await expect(page.getByRole("tab", { name: "Who is right" })).toBeVisible();
});

test("what is drawn is learned, and stands in the link", async ({ page }) => {
  await open(page, "v=1&lesson=gan");
  await settings(page).getByRole("radio", { name: "Drawn by you" }).check();
  const pad = settings(page).getByRole("application");
  await settings(page).getByRole("button", { name: "Draw anew" }).click();
  await pad.focus();
  await pad.press("ArrowRight");
  await pad.press("ArrowUp");
  await pad.press("Enter");
  await expect(page).toHaveURL(/data=drawn/);
  await expect(page).toHaveURL(/drawn=5,5/);
  await pad.press("ArrowLeft");
  await pad.press("ArrowLeft");
  await pad.press("Enter");
  await expect(page).toHaveURL(/drawn=5,5,-5,5/);
  const box = await pad.boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.7);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.7, { steps: 20 });
  await page.mouse.up();
  await expect(page).toHaveURL(/drawn=5,5,-5,5,-?\d+,-\d+/);
  await expect(transport(page)).toContainText("generator loss");
});

test("digits have a grid of fakes instead of the plane", async ({ page }) => {
  await open(page, "v=1&lesson=gan&preset=digits&digits=5000");
  await expect(panel(page, "Samples").getByRole("img", { name: /^36 generated samples/ })).toBeVisible();
  await expect(panel(page, "Game")).toHaveCount(0);
  await expect(panel(page, "Coverage")).toHaveCount(0);
});
