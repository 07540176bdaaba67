// The digits lesson: data streams in, training starts with the first of it, the strip says what each digit is taken for.
import { EVERYWHERE, TITLES, button, chooseLesson, expect, heading, number, open, panel, settled, stat, test, transport } from "./garden.mjs";

test("digits stream in while the network learns from the first ones", async ({ page }) => {
  // A slower wire, so that there is something to see.
  await page.route("**/data/mnist/*.bin", async (route) => {
    await new Promise((over) => setTimeout(over, 350));
    await route.continue();
  });
  await open(page, "v=1&data=xor");
  await chooseLesson(page, TITLES.digits);
  await expect(page).toHaveURL(/lesson=digits/);
  await expect(heading(page)).toContainText("784 → 128 → 10");
  const progress = transport(page).getByRole("progressbar");
  await expect(progress).toBeVisible();
  await expect(progress).toHaveAccessibleName(/Loading digits: .* of 70\s000/);

  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect(progress, "it trains before all of the data is there").toBeVisible();
  await expect.poll(() => number(page, "test accuracy"), { timeout: 60_000 }).toBeGreaterThan(60);
  await expect(progress).toHaveCount(0, { timeout: 30_000 });
  await button(page, "Pause").click();
  await settled(page);

  const strip = panel(page, "Test digits").getByRole("list", { name: /^Test digits 0 to 17 of 10\s000/ });
  const digits = strip.getByRole("button");
  await expect(digits).toHaveCount(18);
  await expect(digits.first()).toHaveAccessibleName(/^Test digit 0: a 7, taken for a \d with [\d.]+\s%/);
  await expect(strip.getByText(/right|wrong/)).toHaveCount(18);
  await digits.nth(3).click();
  await expect(digits.nth(3)).toHaveAttribute("aria-pressed", "true");
  await expect(panel(page, "Network")).toContainText("For test digit 3");
  await panel(page, "Test digits").getByRole("button", { name: "Next digits" }).click();
  await expect(panel(page, "Test digits").getByRole("button", { name: /^Test digit 18:/ })).toBeVisible();
});

test("one epoch over a thousand digits, replayed exactly", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=digits&digits=1000");
  const epoch = async () => {
    await button(page, "+1 epoch").click();
    await expect(stat(page, "step · epoch 1")).toHaveText("32", { timeout: 30_000 });
    await settled(page);
    return stat(page, "test loss").innerText();
  };
  const once = await epoch();
  await button(page, "Reset").click();
  await expect(stat(page, "step ·")).toHaveText("0");
  expect(await epoch()).toBe(once);
});
