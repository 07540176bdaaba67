// Sequences: recall with its gates and the gradient's reach, a wave with its free run, a text, and the race of three cells.
import { EVERYWHERE, expect, number, open, panel, playTo, settled, tab, test } from "./garden.mjs";

const sequence = (page) => panel(page, "Sequence");
const gates = (page) => panel(page, "Gates");
const reach = (page) => panel(page, "Reach");
const race = (page) => panel(page, "Three cells");
const read = (page) => sequence(page).getByRole("list", { name: "What the network reads, step by step" }).getByRole("button");

test("an early letter is recalled, and the gates are read by keys", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=sequence&device=cpu");
  await expect(read(page)).toHaveCount(41);
  await playTo(page, 200, 60_000);
  expect(await number(page, "test accuracy")).toBeGreaterThan(95);
  await expect(sequence(page)).toContainText(/Answer [A-H] with [\d.]+\s%: right/);
  await tab(page, "Reach");
  await expect(reach(page)).toContainText(/Along the memory c, the first step gets .* times what the last one gets/);

  const strips = gates(page).getByRole("application");
  await expect(strips.getByRole("img")).toHaveAccessibleName(/^32 units over 41 steps\. Means: hidden state h .* forget gate/, { timeout: 5000 });
  await strips.focus();
  await page.keyboard.press("End");
  await expect(gates(page).getByRole("columnheader", { name: "Step 41: ?" })).toBeVisible();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await expect(gates(page).getByRole("columnheader", { name: /^Step 1: [A-H]$/ })).toBeVisible();
  await expect(gates(page).getByRole("columnheader", { name: "unit 2" })).toBeVisible();
  await expect(gates(page).getByRole("row", { name: /^forget gate/ }).getByRole("cell")).toHaveText([/^0\.\d+|^1\.00/, /^0\.\d+|^1\.00/]);

  await read(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(read(page).nth(1)).toBeFocused();
  await expect(gates(page).getByRole("columnheader", { name: /^Step 2: [a-d]$/ }), "the gates follow").toBeVisible();
  await sequence(page).getByRole("button", { name: "Next sequence" }).click();
  await expect(sequence(page)).toContainText("2 of 500");
});

test("a wave is foretold, and goes on by itself", async ({ page }) => {
  await open(page, "v=1&lesson=sequence&preset=wave&device=cpu&steps=3");
  await expect.poll(() => number(page, "step ·")).toBe(3);
  await settled(page);
  const wave = sequence(page).getByRole("group", { name: "The wave, its prediction and a free run" });
  await wave.focus();
  await page.keyboard.press("Home");
  await expect(sequence(page)).toContainText(/Step 0: wave [−\d.]+$/m);
  await page.keyboard.press("ArrowRight");
  await expect(sequence(page)).toContainText(/Step 1: wave [−\d.]+, next value \(dashed\) [−\d.]+/);
  await page.keyboard.press("End");
  await expect(sequence(page)).toContainText(/Step 80: wave [−\d.]+/);
  await page.keyboard.press("ArrowLeft");
  await expect(sequence(page)).toContainText(/Step 79: wave [−\d.]+, free run [−\d.]+/);
  await expect(gates(page).getByRole("row", { name: /^update gate/ })).toBeVisible();
  // Knobs that mean nothing to a wave are not there.
  await expect(page.getByRole("slider", { name: "Length" })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Distance" })).toHaveCount(0);
  await expect(page.getByRole("slider", { name: "Embedding" })).toHaveCount(0);
});

test("a text is written, colder and hotter", async ({ page }) => {
  await open(page, "v=1&lesson=sequence&preset=characters&device=cpu&steps=60");
  await expect.poll(() => number(page, "step ·"), { timeout: 60_000 }).toBe(60);
  await settled(page);
  const written = sequence(page).locator(".written");
  const at = async (value) => {
    await sequence(page).getByRole("slider", { name: "Temperature" }).fill(String(value));
    await expect(sequence(page).locator(".heat b")).toHaveText((value / 100).toFixed(2));
    await page.waitForTimeout(300);
    return written.innerText();
  };
  const [cold, hot, again] = [await at(0), await at(200), await at(0)];
  expect(cold.length).toBeGreaterThan(60);
  expect(hot).not.toBe(cold);
  expect(again, "the same noise each time").toBe(cold);
  await expect(page).toHaveURL(/temperature=0(&|$)/);
});

test("three cells race in the background, and the race can be given up", async ({ page }) => {
  await open(page, "v=1&lesson=sequence&distance=8&hidden=16&device=cpu");
  await tab(page, "Three cells");
  await expect(race(page)).toContainText("300 steps each, in the background.");
  await race(page).getByRole("button", { name: "Race" }).click();
  await expect(race(page).getByRole("img")).toHaveAccessibleName(/RNN .* at step \d+; GRU .* at step \d+; LSTM/, { timeout: 60_000 });
  await race(page).getByRole("group").focus();
  await page.keyboard.press("Home");
  await expect(race(page)).toContainText(/Step 12: RNN [\d.]+\s%/);
  await race(page).getByRole("button", { name: "Cancel" }).click();
  await expect(race(page).getByRole("button", { name: "Race" })).toBeVisible();
  expect(await number(page, "step ·"), "the page's own run did not move").toBe(0);
});

test("a race goes with the settings that it was made of", async ({ page }) => {
  await open(page, "v=1&lesson=sequence&distance=8&hidden=16&device=cpu");
  await tab(page, "Three cells");
  await race(page).getByRole("button", { name: "Race" }).click();
  await expect(race(page).getByRole("img")).toHaveAccessibleName(/RNN .* at step \d+/, { timeout: 60_000 });
  await page.getByRole("combobox", { name: "Example" }).selectOption("wave");
  await expect(race(page).getByRole("button", { name: "Race" })).toBeVisible();
  await expect(race(page)).toContainText("600 steps each, in the background.");
  await expect(race(page).getByRole("img"), "nothing of the old race").toHaveCount(0);
});
