// The gallery of all lessons: opened by the lesson's button, by keys and by a link; chosen from, and left again.
import { EVERYWHERE, TITLES, button, chooseLesson, expect, gallery, lesson, number, open, settings, stat, test } from "./garden.mjs";

const cards = (page) => gallery(page).locator(".to-lesson");

test("the lesson's button opens all nine, and one of them is chosen", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle");
  await expect(lesson(page)).toHaveAttribute("aria-haspopup", "dialog");
  await expect(gallery(page)).toBeHidden();
  await page.getByRole("button", { name: `Lesson ${TITLES.boundary}` }).click();
  await expect(page.getByRole("dialog", { name: "Grow a network and see why it works" })).toBeVisible();
  await expect(page).toHaveURL(/gallery=1/);
  await expect(cards(page)).toHaveCount(9);
  await expect(gallery(page).getByRole("heading", { level: 3 })).toHaveText(["Points", "Pictures", "Sequences and games"]);
  for (const title of Object.values(TITLES)) await expect(gallery(page).getByRole("button", { name: title })).toBeVisible();
  await expect(gallery(page).locator("[aria-current=true]")).toHaveText(new RegExp(TITLES.boundary));
  // Every picture is there.
  await expect.poll(() => cards(page).locator("img").evaluateAll((pictures) => pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0))).toBe(true);

  await gallery(page).getByRole("button", { name: TITLES.xor }).click();
  await expect(gallery(page)).toBeHidden();
  await expect(page).toHaveURL(/#v=1&lesson=xor$/);
  await expect(page).toHaveTitle(/XOR/);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  // Back leads to where the lesson was chosen, and from there to the one before.
  await page.goBack();
  await expect(gallery(page)).toBeVisible();
  await page.goBack();
  await expect(gallery(page)).toBeHidden();
  await expect(lesson(page)).toContainText(TITLES.boundary);
  await expect(settings(page).getByRole("radio", { name: "Circle" })).toBeChecked();
});

test("by keys alone: opened, left by Escape, opened again, chosen from", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle&steps=25");
  await expect(stat(page, "step ·")).toHaveText("25");
  await lesson(page).focus();
  await page.keyboard.press("Enter");
  await expect(gallery(page)).toBeVisible();
  await expect(gallery(page)).toContainText("step 25");
  expect(await page.evaluate(() => document.activeElement.closest("dialog.gallery") !== null), "the focus is in it").toBe(true);
  await page.keyboard.press("Escape");
  await expect(gallery(page)).toBeHidden();
  await expect(page).not.toHaveURL(/gallery=/);
  await expect(lesson(page)).toBeFocused();
  await expect(stat(page, "step ·"), "nothing was lost").toHaveText("25");
  await page.keyboard.press("Space");
  await expect(gallery(page)).toBeVisible();
  const wanted = gallery(page).getByRole("button", { name: TITLES.neuron });
  for (let presses = 0; presses < 14 && !(await wanted.evaluate((element) => element === document.activeElement)); presses += 1) await page.keyboard.press("Tab");
  await expect(wanted).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(lesson(page)).toContainText(TITLES.neuron);
  await expect(gallery(page)).toBeHidden();
});

test("“Go on”, and the lesson that is open already, lead back to the run as it is", async ({ page }) => {
  await open(page, "v=1&data=spiral&speed=100");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(10);
  await lesson(page).click();
  await gallery(page).getByRole("button", { name: "Go on" }).click();
  await expect(gallery(page)).toBeHidden();
  const step = await number(page, "step ·");
  expect(step).toBeGreaterThan(10);
  await chooseLesson(page, TITLES.boundary);
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(step);
  await expect(page).toHaveURL(/data=spiral/);
  await expect(button(page, "Pause")).toBeVisible();
});

test("gallery=1 in a link opens it at once, over the lesson that the link names", async ({ page }) => {
  await page.goto("./#v=1&lesson=digits&digits=1000&gallery=1");
  await expect(gallery(page)).toBeVisible();
  await expect(gallery(page).locator("[aria-current=true]")).toHaveText(new RegExp(TITLES.digits));
  await gallery(page).getByRole("button", { name: "Go on" }).click();
  await expect(page).toHaveURL(/#v=1&lesson=digits&digits=1000$/);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
});

for (const [width, height] of [[1440, 900], [1280, 800]]) {
  test(`at ${width} × ${height} all nine are in sight at once`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, "v=1&gallery=1");
    for (const card of await cards(page).all()) await expect(card).toBeInViewport({ ratio: 0.95 });
    expect(await gallery(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });
}

test("on a phone of 390 px every card is as wide as the page and can be reached", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "v=1");
  await lesson(page).click();
  for (const card of await cards(page).all()) {
    await card.scrollIntoViewIfNeeded();
    await expect(card).toBeInViewport({ ratio: 0.98 });
    const { x, width, height } = await card.boundingBox();
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(390);
    expect(height).toBeGreaterThanOrEqual(44);
  }
  expect(await gallery(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await gallery(page).getByRole("button", { name: TITLES.xor }).click();
  await expect(lesson(page)).toContainText(TITLES.xor);
});
