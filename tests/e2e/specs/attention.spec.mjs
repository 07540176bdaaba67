// Self-attention: the matrix of every head, and a sequence whose tokens say where they look.
import { EVERYWHERE, button, expect, number, open, panel, playTo, settled, test } from "./garden.mjs";

const attention = (page) => panel(page, "Attention");
const sequence = (page) => panel(page, "Sequence");
const tokens = (page) => sequence(page).getByRole("list", { name: "A test sequence" }).getByRole("button");

test("it learns to reverse, token by token", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&lesson=attention&device=cpu");
  await expect(tokens(page)).toHaveCount(10);
  await expect(attention(page).getByRole("list", { name: "Heads" }).getByRole("button")).toHaveCount(2);
  await playTo(page, 400, 60_000);
  expect(await number(page, "test accuracy")).toBeGreaterThan(99);
  await expect(sequence(page)).toContainText("10 of 10 answers right");
  await expect(tokens(page).first()).toHaveAccessibleName(/Place 1: [A-J]\. Answer [A-J], right$/);

  await tokens(page).nth(1).hover();
  await expect(tokens(page).nth(1)).toHaveAttribute("aria-pressed", "true");
  await expect(sequence(page)).toContainText(/Place 2 \([A-J]\) gives [\d.]+\s% of its attention to place \d+ \([A-J]\)/);
  await tokens(page).nth(1).focus();
  await page.keyboard.press("ArrowRight");
  await expect(tokens(page).nth(2)).toBeFocused();
  await expect(sequence(page)).toContainText(/Place 3 \([A-J]\) gives/);

  await sequence(page).getByRole("button", { name: "Next sequence" }).click();
  await expect(sequence(page)).toContainText(/2 of 500/);
  await sequence(page).getByRole("button", { name: "Previous sequence" }).click();
  await expect(sequence(page)).toContainText(/1 of 500/);
});

test("a head is chosen, and its matrix is read by keys", async ({ page }) => {
  await open(page, "v=1&lesson=attention&preset=sort&device=cpu&steps=3");
  await expect.poll(() => number(page, "step ·")).toBe(3);
  await settled(page);
  const heads = attention(page).getByRole("list", { name: "Heads" }).getByRole("button");
  await expect(heads).toHaveCount(4);
  await heads.nth(3).click();
  await expect(heads.nth(3)).toHaveAttribute("aria-pressed", "true");
  await expect(attention(page).getByRole("banner").or(attention(page).locator("header"))).toContainText("Block 2, head 2");
  const matrix = attention(page).getByRole("application");
  await expect(matrix.getByRole("img")).toHaveAccessibleName(/^Block 2, head 2: a matrix of 10 rows/, { timeout: 5000 });
  await matrix.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await expect(attention(page).locator("#attention-said")).toHaveText(/^Place 2 \(\d\) gives [\d.]+\s% of its attention to place 2 \(\d\)$/);
  await expect(tokens(page).nth(1), "the sequence follows").toHaveAttribute("aria-pressed", "true");
});

test("the mask and the missing positions are explained", async ({ page }) => {
  await open(page, "v=1&lesson=attention&device=cpu&causal=on");
  await expect(attention(page)).toContainText("so it cannot be known");
  await page.getByRole("combobox", { name: "Positions", exact: true }).selectOption({ label: "None" });
  await expect(attention(page)).toContainText("get the same answer");
  await button(page, "+1 batch").click();
  await expect.poll(() => number(page, "step ·")).toBe(1);
});
