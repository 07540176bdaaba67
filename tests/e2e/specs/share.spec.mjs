// A link is a run: the same options, the same seed, the same numbers.
import { EVERYWHERE, epochs, expect, heading, numbers, open, settings, settled, test, type, watch } from "./garden.mjs";

test("a shared link opens the same network, data, settings and numbers", EVERYWHERE, async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page);
  await settings(page).getByRole("radio", { name: "Gaussians" }).check();
  await settings(page).getByRole("combobox", { name: "Activation" }).selectOption({ label: "ReLU" });
  await settings(page).getByRole("slider", { name: "Noise" }).press("ArrowRight");
  await page.getByRole("button", { name: "Add a unit to layer 2" }).click();
  const seed = settings(page).getByRole("textbox", { name: "Seed" });
  await type(seed, "77");
  await seed.press("Enter");
  await epochs(page, 2, 25);
  await settled(page);
  const ours = await numbers(page);

  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The link is copied" })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("#v=1&data=gaussians&noise=5&layers=4,4&activation=relu&seed=77");
  expect(link).toBe(page.url());

  const other = await context.newPage();
  const errors = watch(other);
  await open(other, link.split("#")[1]);
  await expect(settings(other).getByRole("radio", { name: "Gaussians" })).toBeChecked();
  await expect(heading(other)).toContainText("2 → 4 → 4 → 1");
  await epochs(other, 2, 25);
  await settled(other);
  expect(await numbers(other)).toEqual(ours);
  expect(errors).toEqual([]);
});

test("a link that the browser does not let be copied is shown", async ({ page }) => {
  await page.addInitScript(() => {
    // The empty page before this one has no clipboard.
    if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new DOMException("not allowed", "NotAllowedError"));
  });
  await open(page, "v=1&data=xor&seed=5");
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("alert")).toContainText("did not let the link be copied");
  const shown = page.getByRole("textbox", { name: "The link" });
  await expect(shown).toHaveValue(page.url());
  await expect(shown).toBeFocused();
  expect(await page.evaluate(() => document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd))).toBe(page.url());
  await expect(page.getByRole("status").filter({ hasText: "The link is copied" })).toHaveCount(0);
});

test("steps= trains that far and stops, play=1 plays", async ({ page }) => {
  await open(page, "v=1&data=xor&steps=150");
  await settled(page);
  expect((await numbers(page)).step).toBe("150");
  await page.goto("./#v=1&data=circle&play=1");
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
});

test("a fragment of TensorFlow Playground is understood", async ({ page }) => {
  await open(page, "activation=relu&batchSize=20&dataset=spiral&learningRate=0.01&networkShape=6,2&seed=0.5&noise=10&percTrainData=50&sinX=true");
  await expect(settings(page).getByRole("radio", { name: "Spiral" })).toBeChecked();
  await expect(heading(page)).toContainText("3 → 6 → 2 → 1");
  await expect(page.getByRole("alert")).toHaveCount(0);
});
