// Numbers as people write them: in the field for a weight, in unit fields, in the seed, and from a script.
import { EVERYWHERE, button, expect, heading, numbers, open, panel, settings, settled, stat, tab, test, type } from "./garden.mjs";

const network = (page) => panel(page, "Network");
const diagram = (page) => network(page).getByRole("application");
const field = (page) => network(page).getByRole("textbox", { name: /^Link from Input x₁ to Layer 1, unit/ });
const layer = (page, index) => page.getByRole("textbox", { name: `Layer ${index}`, exact: true });

/** Opens the field for the weight of the first link. */
async function edit(page) {
  await diagram(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(network(page)).toContainText(/Link from Input x₁ to Layer 1, unit \d · weight/);
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
}

test("a weight is set to what was typed, with a comma, too", EVERYWHERE, async ({ page }) => {
  await open(page);
  await settled(page);
  await edit(page);
  for (const [text, shown] of [["0,03", "0.0300"], ["1,7", "1.70"], [".5", "0.500"], ["−0.0213", "−0.0213"], ["2.10 × 10⁻⁵", "2.10 × 10⁻⁵"]]) {
    await type(field(page), text);
    await page.keyboard.press("Enter");
    await expect(field(page)).toHaveCount(0);
    await expect(network(page).getByText(/· weight/)).toHaveText(new RegExp(`weight ${shown.replaceAll(" ", "\\s")}$`));
    // The link that was edited is still the chosen one.
    await expect(diagram(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(field(page)).toBeFocused();
  }
});

test("a text that is no number stays, is marked, and changes nothing", async ({ page }) => {
  await open(page);
  await settled(page);
  await edit(page);
  const before = await numbers(page);
  for (const [text, words] of [["1.000,5", "1000.5"], ["1,234", "Write 1234 or 1.234."], ["abc", "such as"], ["", "Write a number"], ["1e50", "such as"]]) {
    await type(field(page), text);
    await network(page).getByRole("button", { name: "Set", exact: true }).click();
    await expect(network(page).getByRole("alert")).toContainText(words);
    await expect(field(page)).toHaveValue(text);
    await expect(field(page)).toHaveAttribute("aria-invalid", "true");
    await expect(field(page)).toBeFocused();
  }
  await field(page).press("x");
  await expect(field(page), "it is marked until it is changed").not.toHaveAttribute("aria-invalid");
  await page.keyboard.press("Escape");
  await expect(field(page)).toHaveCount(0);
  expect(await numbers(page)).toEqual(before);
});

test("the field for a weight closes when its network is gone, and the focus stays in the diagram", async ({ page }) => {
  await open(page);
  await settled(page);
  await edit(page);
  // Other settings of the same network leave it open.
  await page.evaluate(() => gradientGarden.configure({ lr: 0.1 }));
  await expect(field(page)).toBeFocused();
  for (const change of [{ layers: "4" }, { features: "x1,x2,x1x2" }, { seed: 5 }]) {
    await page.evaluate((options) => gradientGarden.configure(options), change);
    await expect(field(page)).toHaveCount(0);
    await expect(diagram(page)).toBeFocused();
    await page.keyboard.press("ArrowRight");
    // The new network's weights are there with its first picture.
    await expect(async () => {
      await page.keyboard.press("Enter");
      await expect(field(page)).toBeFocused({ timeout: 1000 });
    }).toPass();
  }
  await page.evaluate(() => gradientGarden.reset());
  await expect(field(page)).toHaveCount(0);
});

test("after a look elsewhere the edited link is still chosen", async ({ page }) => {
  await open(page);
  await settled(page);
  await edit(page);
  await type(field(page), "-2");
  await page.keyboard.press("Enter");
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  await diagram(page).focus();
  await expect(network(page)).toContainText(/Link from Input x₁ to Layer 1, unit \d · weight −/);
});

test("a units field takes one whole number, and shows what stands", async ({ page }) => {
  await open(page);
  for (const text of ["5,3", "0,03", "0", "1.000", "abc"]) {
    await type(layer(page, 1), text);
    await layer(page, 1).press("Enter");
    await expect(page.getByRole("alert")).toContainText(`Layer 1 (Hidden layers) cannot be ${text}. Allowed: a whole number from 1 to 1024.`);
    await expect(layer(page, 1)).toHaveValue("4");
    await expect(heading(page)).toContainText("2 → 4 → 3 → 1");
  }
  await type(layer(page, 1), "９");
  await layer(page, 1).press("Escape");
  await expect(layer(page, 1), "Escape puts the old number back").toHaveValue("4");
  await type(layer(page, 2), "６");
  await layer(page, 2).press("Enter");
  await expect(heading(page)).toContainText("2 → 4 → 6 → 1");
  await expect(layer(page, 2)).toHaveValue("6");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("the seed is read, or refused with the old one in its place", async ({ page }) => {
  await open(page, "v=1&seed=8");
  const seed = settings(page).getByRole("textbox", { name: "Seed" });
  for (const text of ["0,03", "1e-2", ".5", "1.000"]) {
    await type(seed, text);
    await seed.press("Enter");
    await expect(page.getByRole("alert")).toContainText(`Seed cannot be ${text}.`);
    await expect(seed).toHaveValue("8");
  }
  await expect(page.getByRole("alert")).toContainText("Write 1000 or 1.");
  for (const [text, value] of [["３", "3"], ["18 300", "18300"]]) {
    await type(seed, text);
    await seed.press("Enter");
    await expect(seed).toHaveValue(value);
    await expect(page).toHaveURL(new RegExp(`seed=${value}$`));
  }
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("a script and a link are read in the same way", async ({ page }) => {
  await open(page, "v=1&lr=0,03&l2=1e-2");
  await expect(page.getByRole("alert")).toHaveCount(0);
  const configured = (options) => page.evaluate((given) => gradientGarden.configure(given).then(() => gradientGarden.options().lr, (why) => why.message), options);
  expect(await page.evaluate(() => [gradientGarden.options().lr, gradientGarden.options().l2])).toEqual([0.03, 0.01]);
  expect(await configured({ lr: "0,1" })).toBe(0.1);
  expect(await configured({ lr: "3 × 10⁻⁴" })).toBe(3e-4);
  expect(await configured({ lr: "1.000,5" })).toMatch(/^lr=1\.000,5 is not allowed: a number from .*If you mean 1000\.5/);
  expect(await configured({})).toBe(3e-4);
});

test("the fields of a panel take whole numbers, by keys, too", async ({ page }) => {
  await open(page, "v=1&lesson=convnet&digits=1000&tested=100&device=cpu");
  const map = (await tab(page, "One value")).getByRole("spinbutton", { name: "Map" });
  await type(map, "１");
  await map.press("Enter");
  await expect(map).toHaveValue("1");
  await type(map, "1,7");
  await map.press("Enter");
  await expect(page.getByRole("alert")).toContainText("Map cannot be 1,7. Allowed: a whole number from 1 to 8.");
  await expect(map).toHaveValue("1");
  await map.press("ArrowUp");
  await expect(map).toHaveValue("2");
  await expect(page.getByRole("alert")).toHaveCount(0);
  await map.press("ArrowDown");
  await map.press("ArrowDown");
  await expect(map).toHaveValue("1");
});

test("what is said of a refused text is in view, however far down the page its field is", async ({ page }) => {
  await open(page);
  const seed = settings(page).getByRole("textbox", { name: "Seed" });
  await seed.scrollIntoViewIfNeeded();
  await type(seed, "1.000,5");
  await seed.press("Enter");
  await expect(seed).toHaveValue("1");
  await expect(page.getByRole("alert")).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole("alert")).toContainText("1.000,5");
});
