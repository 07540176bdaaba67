// A phone shows one place of the page at a time: nothing is cut or beside the screen, everything can be reached with a thumb.
import { LESSONS, PLACES, TITLES, expect, gallery, lesson as lessonButton, open, place, settings, stat, test as base, transport, watch } from "./garden.mjs";

/** A page in the hands of somebody: its own context, with touch. */
const test = base.extend({
  size: [[390, 844], { option: true }],
  page: async ({ browser, size: [width, height] }, use) => {
    const context = await browser.newContext({ viewport: { width, height }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    const page = await context.newPage();
    const errors = watch(page);
    await use(page);
    expect(errors, "errors of the page").toEqual([]);
    await context.close();
  },
});

/** What is cut or beside the screen; nothing, where all is well. */
const wrong = (page) =>
  page.evaluate(() => {
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className} “${(element.innerText ?? "").slice(0, 30)}”`;
    const all = [...document.querySelectorAll("body *")].filter((element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && !element.closest(".out-of-sight, .skip, math, select, .brand span, dialog");
    });
    const scrolls = (element) => {
      for (let at = element.parentElement; at; at = at.parentElement) if (["auto", "scroll"].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      return false;
    };
    const beside = all.filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (left < -0.5 || right > innerWidth + 0.5) && !scrolls(element);
    });
    const cut = all.filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.innerText && element.scrollWidth > element.clientWidth + 1);
    const { scrollWidth, scrollHeight } = document.documentElement;
    return { beside: beside.map(name), cut: cut.map(name), wide: Math.max(0, scrollWidth - innerWidth), high: Math.max(0, scrollHeight - innerHeight) };
  });
const RIGHT = { beside: [], cut: [], wide: 0, high: 0 };

/** Whether an element lies on the screen with all of itself. */
async function isWhole(page, locator, [width, height], what) {
  const { x, y, width: wide, height: high } = await locator.boundingBox();
  expect(x, what).toBeGreaterThanOrEqual(-0.5);
  expect(y, what).toBeGreaterThanOrEqual(-0.5);
  expect(x + wide, what).toBeLessThanOrEqual(width + 0.5);
  expect(y + high, what).toBeLessThanOrEqual(height + 0.5);
}

/** Buttons of the transport and of the bar of places are as large as a thumb. */
async function areLarge(page) {
  const bar = page.getByRole("navigation", { name: "Places" });
  for (const control of [...(await transport(page).getByRole("button").all()), ...(await bar.getByRole("button").all())]) {
    const { width, height } = await control.boundingBox();
    expect(Math.min(width, height), await control.innerText()).toBeGreaterThanOrEqual(44);
  }
}

/** The slots of the places that have one. */
const SLOTS = { Output: ".slot-output", Network: ".slot-network", Curves: ".slot-curves" };
/** The part of a panel that shows something. */
const picture = (page, selector) => page.locator(selector).locator("[role=tabpanel]").locator(":is(.picture, ul, ol):visible").first();

for (const size of [[390, 844], [360, 740]]) {
  test.describe(`on a phone of ${size[0]} px`, () => {
    test.use({ size });
    for (const lesson of LESSONS) {
      test(`${lesson} on a phone of ${size[0]} px: the picture, the transport and the places are in sight, nothing is cut`, async ({ page }) => {
        await open(page, `v=1&lesson=${lesson}&device=cpu`);
        await transport(page).getByRole("button", { name: "+1 batch" }).tap();
        await expect(stat(page, "step ·")).toHaveText("1");
        await expect(place(page, "Output")).toHaveAttribute("aria-current", "true");
        await areLarge(page);
        const bar = page.getByRole("navigation", { name: "Places" });
        for (const name of PLACES) {
          await place(page, name).tap();
          await expect(place(page, name)).toHaveAttribute("aria-current", "true");
          expect(await wrong(page), name).toEqual(RIGHT);
          await isWhole(page, bar, size, `${name}: places`);
          await isWhole(page, transport(page), size, `${name}: transport`);
          // The transport stands right above the places.
          const [run, places] = [await transport(page).boundingBox(), await bar.boundingBox()];
          expect(Math.abs(run.y + run.height - places.y), "transport above places").toBeLessThanOrEqual(1);
          expect(Math.abs(places.y + places.height - size[1]), "places at the bottom").toBeLessThanOrEqual(1);
          for (const [other, selector] of Object.entries(SLOTS)) {
            if (name === other) await expect(page.locator(selector)).toBeInViewport();
            else if (SLOTS[name] || name === "Idea") await expect(page.locator(selector)).toBeHidden();
          }
          // A network of many units, with its layers to be set above it, may be longer than its place: that scrolls.
          if (SLOTS[name]) await expect(picture(page, SLOTS[name]), `${name}: picture`).toBeInViewport({ ratio: name === "Network" ? 0.5 : 0.9 });
        }
        // Settings come up from below, and what was looked at last stays in sight.
        await expect(page.locator(".slot-curves"), "above the settings").toBeInViewport();
        await expect(settings(page)).toBeInViewport();
        const rail = await settings(page).boundingBox();
        expect(rail.y).toBeGreaterThan(0.25 * size[1]);
        expect(rail.height).toBeGreaterThan(0.25 * size[1]);
        await settings(page).getByRole("button", { name: "Done" }).tap();
        await expect(place(page, "Curves")).toHaveAttribute("aria-current", "true");
        await expect(settings(page)).toBeHidden();
      });
    }
  });
}

test("a setting is changed while the picture is in sight, and its place says so", async ({ page }) => {
  await open(page, "v=1&data=circle");
  await place(page, "Knobs").tap();
  const plane = page.locator(".slot-output canvas").first();
  await expect(plane).toBeInViewport({ ratio: 1 });
  await settings(page).getByRole("radio", { name: "Spiral" }).check();
  await expect(plane).toBeInViewport({ ratio: 1 });
  await expect(place(page, "Knobs")).toHaveAccessibleName(/1 changed/);
  const rate = settings(page).getByRole("combobox", { name: "Learning rate" });
  await rate.scrollIntoViewIfNeeded();
  await rate.selectOption("0.1");
  await expect(plane, "however far down the setting is").toBeInViewport({ ratio: 1 });
  await expect(place(page, "Knobs")).toHaveAccessibleName(/2 changed/);
  await settings(page).getByRole("button", { name: "Done" }).tap();
  await expect(place(page, "Output")).toHaveAttribute("aria-current", "true");
  await expect(settings(page)).toBeHidden();
});

test("tabs of a place are large and switch its panel", async ({ page }) => {
  await open(page, "v=1&lesson=convnet&digits=1000&device=cpu");
  const tabs = page.locator(".slot-output").getByRole("tab");
  await expect(tabs).toHaveCount(3);
  for (const tab of await tabs.all()) {
    const { width, height } = await tab.boundingBox();
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    await tab.tap();
    await expect(tab).toHaveAttribute("aria-selected", "true");
    await expect(page.locator(".slot-output").getByRole("tabpanel")).toBeInViewport();
    expect(await wrong(page)).toEqual(RIGHT);
  }
});

test("what has no room in the head is opened below it, and closed by Escape", async ({ page }) => {
  await open(page, "v=1&data=circle");
  const example = page.getByRole("combobox", { name: "Example" });
  const more = page.getByRole("button", { name: "Example, device, share and more" });
  await expect(example).toBeHidden();
  await more.tap();
  await expect(more).toHaveAttribute("aria-expanded", "true");
  for (const shown of [example, page.getByRole("slider", { name: "Speed" }), page.getByRole("button", { name: "Share", exact: true }), page.getByRole("button", { name: "Download" })]) {
    await expect(shown).toBeInViewport({ ratio: 1 });
  }
  await expect(page.getByRole("banner").getByRole("paragraph")).toContainText("Device: CPU");
  expect(await wrong(page)).toEqual(RIGHT);
  await example.selectOption("numpy");
  await page.keyboard.press("Escape");
  await expect(example).toBeHidden();
  await expect(more).toHaveAttribute("aria-expanded", "false");
});

test("another lesson is chosen in the gallery, and opens on its output", async ({ page }) => {
  await open(page, "v=1&data=circle");
  await place(page, "Idea").tap();
  await expect(page.getByRole("region", { name: "The idea" })).toBeInViewport();
  await expect(page.getByRole("contentinfo").or(page.locator("footer.foot")).first(), "at the end of what there is to read").toBeAttached();
  await lessonButton(page).tap();
  await gallery(page).getByRole("button", { name: TITLES.neuron }).tap();
  await expect(lessonButton(page)).toContainText(TITLES.neuron);
  await place(page, "Output").tap();
  await expect(picture(page, ".slot-output")).toBeInViewport({ ratio: 0.9 });
});

test.describe("a phone held across, 844 × 390", () => {
  const size = [844, 390];
  test.use({ size });
  for (const lesson of LESSONS) {
    test(`${lesson} on a phone of 844 px across: picture beside the settings, transport and places in sight`, async ({ page }) => {
      await open(page, `v=1&lesson=${lesson}&device=cpu`);
      await transport(page).getByRole("button", { name: "+1 batch" }).tap();
      await expect(stat(page, "step ·")).toHaveText("1");
      await areLarge(page);
      for (const name of PLACES) {
        await place(page, name).tap();
        expect(await wrong(page), name).toEqual(RIGHT);
        await isWhole(page, page.getByRole("navigation", { name: "Places" }), size, `${name}: places`);
        await isWhole(page, transport(page), size, `${name}: transport`);
        if (SLOTS[name]) await expect(picture(page, SLOTS[name]), `${name}: picture`).toBeInViewport({ ratio: name === "Network" ? 0.4 : 0.7 });
      }
      // Settings stand beside what was looked at last; the idea takes their place.
      await expect(settings(page)).toBeInViewport();
      await expect(page.locator(".slot-curves")).toBeInViewport();
      await place(page, "Idea").tap();
      await expect(page.getByRole("region", { name: "The idea" })).toBeInViewport();
      await expect(settings(page)).toBeHidden();
      await expect(page.locator(".slot-curves")).toBeInViewport();
    });
  }
});
