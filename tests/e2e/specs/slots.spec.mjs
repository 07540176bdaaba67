// Slots and their tabs, the slot that is enlarged, columns and groups that fold, and what a panel behind another tab costs.
import { EVERYWHERE, LESSONS, TITLES, button, chooseLesson, countBytes, expect, gallery, number, open, openGroup, panel, place, settings, settled, slot, stat, step, tab, test, unfoldIdea } from "./garden.mjs";

/** Tabs of the slots, as a person reads them, from the network to the curves. */
const TABS = {
  boundary: [["Network"], ["Output"], ["Loss", "Accuracy"]],
  neuron: [["Fit", "Network"], ["Loss surface", "Output"], ["Loss"]],
  xor: [["Fold", "Network"], ["Output", "Many seeds"], ["Loss", "Accuracy"]],
  digits: [["Network"], ["Test digits"], ["Loss", "Accuracy"]],
  convnet: [["Maps", "One value"], ["Test digits", "Draw", "Confusion"], ["Loss", "Accuracy"]],
  sequence: [["Gates"], ["Sequence", "Three cells"], ["Loss", "Accuracy", "Reach"]],
  attention: [["Attention"], ["Sequence"], ["Loss", "Accuracy"]],
  autoencoder: [["Latent space"], ["Reconstructions"], ["Loss"]],
  gan: [["Game"], ["Coverage"], ["Loss", "Who is right"]],
};
const SLOTS = ["The network", "What it does", "How it learns"];
const named = (page, name) => page.getByRole("tab", { name, exact: true });

for (const lesson of LESSONS) {
  test(`${lesson}: each tab shows its panel, and only that`, async ({ page }) => {
    await open(page, `v=1&lesson=${lesson}&device=cpu`);
    for (const [at, name] of SLOTS.entries()) {
      const here = slot(page, name);
      await expect(here.getByRole("heading", { level: 2 }).first()).toHaveText(name);
      await expect(here.getByRole("tab")).toHaveText(TABS[lesson][at]);
      for (const title of [...TABS[lesson][at].slice(1), TABS[lesson][at][0]]) {
        const shown = await tab(page, title);
        await expect(here.getByRole("tabpanel")).toHaveCount(1);
        await expect(shown).toBeInViewport();
        await expect(shown).toHaveAttribute("id", await named(page, title).getAttribute("aria-controls"));
        await expect(shown.locator("h2"), "what its heading says").toHaveText(/\S/);
      }
    }
  });
}

test("tabs answer to arrow keys, Home and End, and are one stop of the tab key", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=convnet&digits=1000&device=cpu");
  await named(page, "Test digits").focus();
  for (const [key, name] of [["ArrowRight", "Draw"], ["ArrowRight", "Confusion"], ["ArrowRight", "Test digits"], ["ArrowLeft", "Confusion"], ["Home", "Test digits"], ["End", "Confusion"]]) {
    await page.keyboard.press(key);
    await expect(named(page, name), key).toBeFocused();
    await expect(named(page, name)).toHaveAttribute("aria-selected", "true");
    await expect(panel(page, name)).toBeVisible();
    await expect(slot(page, "What it does").getByRole("tabpanel")).toHaveCount(1);
  }
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.getAttribute("role"))).not.toBe("tab");
  await page.keyboard.press("Shift+Tab");
  await expect(named(page, "Confusion")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(slot(page, "What it does").getByRole("button", { name: "Enlarge" })).toBeFocused();
});

test("chosen tabs stand in the link, and are there after a reload", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=convnet&digits=1000&device=cpu");
  await tab(page, "Confusion");
  await expect(page).toHaveURL(/tabs=confusion(&|$)/);
  await tab(page, "Accuracy");
  await tab(page, "One value");
  await expect(page).toHaveURL(/tabs=pixel,confusion,accuracy(&|$)/);
  await page.reload();
  for (const name of ["One value", "Confusion", "Accuracy"]) await expect(panel(page, name)).toBeVisible();
  // A slot's first tab needs no word.
  await tab(page, "Maps");
  await tab(page, "Test digits");
  await tab(page, "Loss");
  await expect(page).not.toHaveURL(/tabs=/);
  await expect(page).not.toHaveURL(/accuracy=/);
});

test("an old link with accuracy=1 opens on the accuracy", async ({ page }) => {
  await open(page, "v=1&data=xor&accuracy=1");
  await expect(named(page, "Accuracy")).toHaveAttribute("aria-selected", "true");
  await expect(panel(page, "Accuracy")).toBeVisible();
  await expect(page.getByRole("region", { name: "Messages" }).getByRole("listitem")).toHaveCount(0);
});

test("another lesson opens on its own first panels", async ({ page }) => {
  await open(page, "v=1&lesson=xor&tabs=network,seeds,accuracy");
  for (const name of ["Network", "Many seeds", "Accuracy"]) await expect(panel(page, name)).toBeVisible();
  await chooseLesson(page, TITLES.neuron);
  for (const name of ["Fit", "Loss surface", "Loss"]) await expect(panel(page, name)).toBeVisible();
  await expect(page).not.toHaveURL(/tabs=/);
  await page.goBack();
  await page.goBack();
  await expect(gallery(page)).toBeHidden();
  for (const name of ["Network", "Many seeds", "Accuracy"]) await expect(panel(page, name), "as it was left").toBeVisible();
});

test("a slot is enlarged and put back, by button and by Escape", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle");
  const output = slot(page, "What it does");
  const before = await output.boundingBox();
  await output.getByRole("button", { name: "Enlarge" }).click();
  const back = output.getByRole("button", { name: "Put back" });
  await expect(back).toHaveAttribute("aria-pressed", "true");
  const large = await output.boundingBox();
  expect(large.width).toBeGreaterThan(2 * before.width);
  expect(large.height).toBeGreaterThan(before.height);
  expect(large.y + large.height).toBeLessThanOrEqual(900);
  await expect(output.getByRole("img").first()).toBeInViewport({ ratio: 1 });
  // The run goes on meanwhile.
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  await back.click();
  await expect.poll(() => output.boundingBox()).toEqual(before);

  const curves = slot(page, "How it learns");
  await curves.getByRole("button", { name: "Enlarge" }).focus();
  await page.keyboard.press("Enter");
  await expect(curves.getByRole("button", { name: "Put back" })).toBeFocused();
  await tab(page, "Accuracy");
  await page.keyboard.press("Escape");
  await expect(curves.getByRole("button", { name: "Enlarge" })).toBeVisible();
  await expect(slot(page, "The network")).toBeInViewport({ ratio: 0.9 });
});

test("a panel behind another tab is not observed", async ({ page }) => {
  const bytes = await countBytes(page);
  await open(page, "v=1&lesson=xor&layers=32,32&device=cpu");
  const largest = async () => {
    await settled(page);
    await bytes.clear();
    const before = await number(page, "step ·");
    await button(page, "+1 batch").click();
    await expect.poll(() => number(page, "step ·")).toBe(before + 1);
    await settled(page, 400);
    return Math.max(...(await bytes.counted()).back);
  };
  const fold = await largest();
  await tab(page, "Network");
  const network = await largest();
  expect(network, "sixty-four pictures of units").toBeGreaterThan(fold + 50_000);
  await tab(page, "Fold");
  expect(await largest()).toBeLessThan(fold + 10_000);
  // Nor is what is off the screen: the slot that is enlarged covers the others.
  await tab(page, "Network");
  await slot(page, "How it learns").getByRole("button", { name: "Enlarge" }).click();
  expect(await largest()).toBeLessThan(fold);
});

test("rail and idea fold, by button and by keys, and stay as they were left", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=circle");
  const network = slot(page, "The network");
  const width = async () => (await network.boundingBox()).width;
  const first = await width();
  await page.getByRole("button", { name: "Fold the settings" }).click();
  const unfold = page.getByRole("button", { name: "Unfold the settings" });
  await expect(unfold).toHaveAttribute("aria-expanded", "false");
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toBeHidden();
  await expect.poll(width).toBeGreaterThan(first + 100);
  await expect(settings(page), "its icons stay").toBeInViewport();

  const idea = page.getByRole("button", { name: "Unfold the idea" });
  await idea.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Fold the idea", exact: true })).toBeFocused();
  await expect(panel(page, "The idea")).toBeInViewport();
  await page.reload();
  await expect(panel(page, "The idea")).toBeVisible();
  await expect(unfold).toBeVisible();
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toBeHidden();

  await unfold.focus();
  await page.keyboard.press("Space");
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toBeVisible();
  await page.getByRole("button", { name: "Fold the idea", exact: true }).click();
  await expect(panel(page, "The idea")).toBeHidden();
  await page.reload();
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toBeVisible();
  await expect(panel(page, "The idea")).toBeHidden();
});

test("an icon of the folded rail unfolds it at its group", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 800 });
  await open(page, "v=1&data=circle");
  await expect(page.getByRole("button", { name: "Unfold the settings" }), "narrow, so folded at first").toBeVisible();
  await settings(page).locator("summary[title='Features']").click();
  await expect(page.getByRole("button", { name: "Fold the settings" })).toBeVisible();
  await expect(settings(page).getByRole("checkbox", { name: "x₁x₂", exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
});

test("groups open and close, by click and by keys; what a link sets is open", async ({ page }) => {
  await open(page, "v=1&data=circle");
  const boxes = settings(page).getByRole("checkbox");
  await expect(boxes).toHaveCount(0);
  await openGroup(page, "Features");
  await expect(boxes).toHaveCount(7);
  const features = settings(page).locator("summary[title='Features']");
  await features.focus();
  await page.keyboard.press("Enter");
  await expect(boxes).toHaveCount(0);
  await page.keyboard.press("Space");
  await expect(boxes).toHaveCount(7);
  await settings(page).locator("summary[title='Training']").click();
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toBeHidden();

  await page.goto("about:blank");
  await open(page, "v=1&data=circle&l2=0.01&device=cpu");
  await expect(settings(page).getByRole("combobox", { name: "L2 penalty" })).toBeVisible();
  await expect(settings(page).getByRole("combobox", { name: "Device" })).toBeVisible();
  await expect(boxes).toHaveCount(0);
});

test("“Show” brings what a step speaks of into view, with the focus on it", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=xor");
  await page.getByRole("button", { name: "Show “Play”" }).first().click();
  await expect(button(page, "Play")).toBeFocused();
  await button(page, "Play").press("Enter");
  await unfoldIdea(page);
  const first = step(page, "wait until all four points are right");
  await expect(first).toContainText("(done)", { timeout: 60_000 });
  await button(page, "Pause").click();
  await expect(first, "what was measured").toContainText(/At step [\d\s]+: accuracy 100\.0\s% · all examples [\d.]+ → [\d.]+/);
  // The next step asks for an example first.
  await expect(step(page, "Choose the example")).toHaveAttribute("aria-current", "step");
  await step(page, "Choose the example").getByRole("button", { name: "Show “Example”" }).click();
  await expect(page.getByRole("combobox", { name: "Example" })).toBeFocused();
});

test("“Show” chooses the tab of the panel that it leads to", async ({ page }) => {
  await open(page, "v=1&lesson=neuron&tabs=output&steps=1000");
  await unfoldIdea(page);
  await expect(step(page, "below 0.002")).toContainText("(done)");
  await step(page, "Choose a place in the loss surface").getByRole("button", { name: "Show “Loss surface”" }).click();
  await expect(named(page, "Loss surface")).toHaveAttribute("aria-selected", "true");
  await expect(panel(page, "Loss surface")).toBeInViewport();
  await expect(panel(page, "Loss surface").getByRole("application")).toBeFocused();
});

test("“Show” leads to a setting: out of the folded rail, and into its closed group", async ({ page }) => {
  await open(page, "v=1&lesson=digits&digits=10000&device=cpu");
  await page.evaluate(() => gradientGarden.train(900).then(() => undefined));
  await unfoldIdea(page);
  await expect(step(page, "test accuracy reaches 90")).toContainText("(done)", { timeout: 60_000 });
  const digit = panel(page, "Test digits").locator("button").filter({ hasText: "wrong" });
  for (let pages = 0; pages < 30 && (await digit.count()) === 0; pages += 1) {
    await panel(page, "Test digits").getByRole("button", { name: "Next digits" }).click();
    await page.waitForTimeout(300);
  }
  await digit.first().click();
  await expect(step(page, "Pick a digit")).toContainText("(done)");
  const dropout = settings(page).locator("[data-knob=dropout]");
  await expect(dropout, "its group is closed").toBeHidden();
  await page.getByRole("button", { name: "Fold the settings" }).click();
  await step(page, "Set dropout to 0").getByRole("button", { name: "Show “Dropout”" }).click();
  await expect(dropout.locator("input, select").first()).toBeFocused();
  await expect(dropout).toBeInViewport({ ratio: 1 });
});

test("on a phone “Show” goes to the place", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "v=1&lesson=boundary&steps=300");
  await expect(stat(page, "step ·")).toHaveText("300");
  // The loss is half of what it was: the second step is in progress.
  const current = page.locator(".current-step").filter({ visible: true });
  await expect(current).toContainText("remove a hidden layer");
  await current.getByRole("button", { name: /^Show “/ }).click();
  await expect(place(page, "Network")).toHaveAttribute("aria-current", "true");
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest("[data-knob=layers]") !== null)).toBe(true);
});
