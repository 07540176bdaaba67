// Themes, widths, hidden groups, chosen panels, less motion.
import { TITLES, button, expect, gallery, lesson as lessonButton, number, open, openGroup, panel, settings, stat, test, transport } from "./garden.mjs";

test("the theme follows the system until it is chosen", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page);
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Theme: As the system" }).click();
  await expect(root).toHaveAttribute("data-theme", "light");
  await expect(page).toHaveURL(/theme=light/);
  await page.getByRole("button", { name: "Theme: Light" }).click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("button", { name: "Theme: Dark" })).toBeVisible();
});

test("from a tablet to a projector there is nothing beside the screen", async ({ page }) => {
  await open(page);
  for (const [width, height] of [[768, 1024], [1024, 768], [1440, 900], [1920, 1080]]) {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width);
    await expect(button(page, "Play")).toBeInViewport({ ratio: 1 });
    await expect(panel(page, "Output")).toBeInViewport();
  }
});

test("groups are hidden and panels chosen by the link", async ({ page }) => {
  await open(page, "v=1&hide=data,features,device&panels=loss,output");
  await expect(settings(page).getByRole("heading")).toHaveText(["Training", "Network", "Against overfitting"]);
  await expect(panel(page, "Output")).toBeVisible();
  await expect(panel(page, "Loss")).toBeVisible();
  await expect(page.getByRole("tab")).toHaveCount(0);
  await expect(panel(page, /^Network/)).toHaveCount(0);
  await expect(panel(page, "The idea")).toHaveCount(0);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
});

test("single knobs, features, buttons and switches are hidden by the link, and a script still reaches them", async ({ page }) => {
  await open(page, "v=1&hide=activation,test,sinx1,l1,l2,play,reset,testpoints,log");
  await expect(settings(page).getByRole("heading")).toHaveText(["Data", "Features", "Training", "Network", "Device"]);
  await expect(settings(page).getByRole("combobox", { name: "Activation" })).toHaveCount(0);
  await expect(settings(page).getByRole("slider", { name: "For testing" })).toHaveCount(0);
  await expect(settings(page).getByRole("slider", { name: "Noise" })).toBeVisible();
  await openGroup(page, "Features");
  await expect(settings(page).getByRole("group", { name: "What the network sees" }).getByRole("checkbox")).toHaveCount(6);
  await expect(transport(page).getByRole("button")).toHaveCount(3);
  for (const name of ["Play", "Reset"]) await expect(button(page, name)).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "test points" })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "two colours only" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "log scale" })).toHaveCount(0);
  const activation = await page.evaluate(async () => {
    await globalThis.gradientGarden.configure({ activation: "relu" });
    return globalThis.gradientGarden.options().activation;
  });
  expect(activation).toBe("relu");
  await page.evaluate(() => globalThis.gradientGarden.configure({ hide: [] }));
  await expect(settings(page).getByRole("combobox", { name: "Activation" })).toHaveValue("relu");
  await expect(button(page, "Play")).toBeVisible();
});

test("with less motion the pictures change at most twice a second", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "v=1&data=spiral");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(50);
  const painted = await panel(page, "Output").getByRole("img").evaluate(async (canvas) => {
    // Every painting begins with an empty canvas.
    const context = canvas.getContext("2d");
    const { clearRect } = context;
    let count = 0;
    context.clearRect = (...rectangle) => {
      count += 1;
      clearRect.apply(context, rectangle);
    };
    await new Promise((over) => setTimeout(over, 4000));
    return count;
  });
  expect(painted, "it goes on").toBeGreaterThan(2);
  expect(painted).toBeLessThanOrEqual(8);
});

test("every lesson of the gallery is looked at here", async ({ page }) => {
  await open(page);
  await lessonButton(page).click();
  const titles = await gallery(page).locator(".to-lesson .title b").allInnerTexts();
  expect(titles.toSorted()).toEqual(Object.values(TITLES).toSorted());
});
