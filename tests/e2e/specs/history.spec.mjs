// Back and forward in the browser's history.
import { EVERYWHERE, button, epochs, expect, heading, open, settings, stat, test } from "./garden.mjs";

const data = (page, name) => settings(page).getByRole("radio", { name, exact: true });
const rate = (page) => settings(page).getByRole("combobox", { name: "Learning rate" });
const message = (page, text) => page.getByRole("region", { name: "Messages" }).getByText(text);

test("back and forward go through a person's changes", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&seed=7");
  await data(page, "Spiral").check();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await expect(heading(page)).toContainText("2 → 4 → 3 → 3 → 1");
  await page.goBack();
  await expect(heading(page)).toContainText("2 → 4 → 3 → 1");
  await expect(data(page, "Spiral")).toBeChecked();
  await page.goBack();
  await expect(data(page, "Circle")).toBeChecked();
  await expect(page).toHaveURL(/#v=1&seed=7$/);
  await expect(message(page, /new run/), "nothing was lost before the first step").toHaveCount(0);
  await page.goForward();
  await page.goForward();
  await expect(heading(page)).toContainText("2 → 4 → 3 → 3 → 1");
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
});

test("a run is kept where it can be, and else the page says that it starts over", async ({ page }) => {
  await open(page);
  await data(page, "XOR").check();
  await epochs(page, 1, 25);
  await rate(page).selectOption("0.1");
  await page.getByRole("checkbox", { name: "test points" }).check();
  await expect(page).toHaveURL(/lr=0\.1&showtest=1/);

  await page.goBack();
  await expect(page.getByRole("checkbox", { name: "test points" })).not.toBeChecked();
  await page.goBack();
  await expect(rate(page)).toHaveValue("0.03");
  await expect(stat(page, "step ·"), "the network is still the same").toHaveText("25");
  await epochs(page, 1, 25);
  await expect(stat(page, "step ·")).toHaveText("50");

  await page.goBack();
  await expect(data(page, "Circle")).toBeChecked();
  await expect(stat(page, "step ·")).toHaveText("0");
  await expect(message(page, /new run, which starts at step 0\. The 50 steps/)).toBeVisible();
});

test("a slider moved by keys is one entry", async ({ page }) => {
  await open(page, "v=1&seed=7");
  const noise = settings(page).getByRole("slider", { name: "Noise" });
  await noise.focus();
  for (let count = 0; count < 4; count += 1) await page.keyboard.press("ArrowRight");
  await expect(noise).toHaveAttribute("aria-valuetext", /^20\s%$/);
  await page.goBack();
  await expect(noise).toHaveAttribute("aria-valuetext", /^0\s%$/);
  await expect(page).toHaveURL(/#v=1&seed=7$/);
});

test("a fragment changed by hand is a link that is opened, and one can go back from it", async ({ page }) => {
  await open(page, "v=1&layers=5");
  await page.evaluate(() => {
    location.hash = "#v=1&data=xor&layers=6";
  });
  await expect(heading(page)).toContainText("2 → 6 → 1");
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  await page.goBack();
  await expect(heading(page)).toContainText("2 → 5 → 1");
  await page.goForward();
  await expect(heading(page)).toContainText("2 → 6 → 1");
  await expect(data(page, "XOR")).toBeChecked();
});

test("an embedded page leaves the history of the page around it alone", async ({ page }) => {
  await page.goto("./demo/embed.html");
  const inside = page.frameLocator("#spirals >> iframe");
  const shape = inside.getByRole("heading", { name: /^Network ·/ });
  await expect(shape).toContainText("2 → 8 → 8 → 1");
  const before = await page.evaluate(() => history.length);
  await inside.getByRole("button", { name: "Unfold the settings" }).click();
  await inside.getByRole("radio", { name: "Circle", exact: true }).check();
  // In a narrow page the unfolded settings lie over the network.
  await inside.getByRole("button", { name: "Fold the settings" }).click();
  await inside.getByRole("button", { name: "Add a layer" }).click();
  await expect(shape).toContainText("2 → 8 → 8 → 8 → 1");
  await page.evaluate(() => document.querySelector("gradient-garden").setAttribute("layers", "6"));
  await expect(shape).toContainText("2 → 6 → 1");
  expect(await page.evaluate(() => history.length)).toBe(before);
});
