// What people bring with them: forced colours, right to left, a translator, fingers, large zoom, a keyboard, print.
import { LESSONS, TITLES, button, chooseLesson, everyTab, expect, number, open, panel, place, PLACES, settings, slot, stat, tab, test, unfoldIdea, watch } from "./garden.mjs";

/** Takes a few steps and waits until pictures have come. */
async function train(page, steps = 10) {
  await page.evaluate((count) => globalThis.gradientGarden.train(count), steps);
  await page.waitForTimeout(800);
}

/** The share of a canvas's opaque pixels that have at least this contrast against the colour; grounds behind words are not. */
const share = (canvas, ground, least) =>
  canvas.evaluate(
    (element, [on, wanted]) => {
      const linear = (byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
      const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
      const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
      let drawn = 0;
      let clear = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 250) continue;
        drawn += 1;
        if (contrast(luminance(data.slice(at, at + 3)), luminance(on)) >= wanted) clear += 1;
      }
      return clear / Math.max(1, drawn);
    },
    [ground, least],
  );

for (const [scheme, theme, ground] of [["dark", "light", [0, 0, 0]], ["light", "dark", [255, 255, 255]]]) {
  test(`canvases are drawn in forced colours, on ${scheme} with theme=${theme} in the link`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: "active", colorScheme: scheme });
    await open(page, `v=1&data=circle&steps=60&theme=${theme}`);
    await expect(stat(page, "step ·")).toHaveText("60");
    // As large as it can be: of a small picture much is edges of words.
    await slot(page, "How it learns").getByRole("button", { name: "Enlarge" }).click();
    const curve = panel(page, "Loss").getByRole("img");
    // Axes, words and curves: next to nothing of what is opaque is as faint as it was.
    await expect.poll(() => share(curve, ground, 3)).toBeGreaterThan(0.85);
    // The other way round while the page is open.
    const other = ground.map((byte) => 255 - byte);
    await page.emulateMedia({ forcedColors: "active", colorScheme: scheme === "dark" ? "light" : "dark" });
    await expect.poll(() => share(curve, other, 3)).toBeGreaterThan(0.85);
    await page.emulateMedia({ forcedColors: "none", colorScheme: scheme });
    const card = theme === "dark" ? [26, 32, 29] : [255, 255, 255];
    await expect.poll(() => share(curve, card, 3)).toBeGreaterThan(0.4);
  });
}

test("a print of the dark theme is on paper", async ({ page }) => {
  await open(page, "v=1&data=circle&steps=20&theme=dark");
  await expect(stat(page, "step ·")).toHaveText("20");
  const curve = panel(page, "Loss").getByRole("img");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  // At once, and not with the next frame.
  expect(await share(curve, [255, 255, 255], 3)).toBeGreaterThan(0.4);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect.poll(() => share(curve, [26, 32, 29], 3)).toBeGreaterThan(0.4);
});

test("a translator does not freeze numbers nor break the page", async ({ page }) => {
  await open(page, "v=1&data=circle");
  await page.evaluate(() => {
    const font = () => document.createElement("font");
    const skipped = (node) => node.parentElement?.closest("[translate=no], font, script, style, math");
    // As Chrome does: the text node goes, and two elements with another text take its place.
    const translate = (root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      for (const text of texts) {
        if (!text.isConnected || !text.data.trim() || skipped(text)) continue;
        const [outer, inner] = [font(), font()];
        inner.textContent = `«${text.data}»`;
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    translate(document.body);
    new MutationObserver((records) => {
      for (const { addedNodes } of records) for (const node of addedNodes) if (node.isConnected) translate(node.nodeType === 3 ? node.parentElement : node);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await expect(page.locator("#title-idea")).toHaveText("«The idea»");
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(20);
  const before = await number(page, "step ·");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(before);
  await button(page, "Pause").click();
  // A text outside of what is left alone changes: the network's heading.
  await page.getByRole("button", { name: "Add a layer" }).click();
  await expect(page.getByRole("heading", { name: /Network ·/ })).toContainText("2 → 4 → 3 → 3 → 1");
  for (const lesson of LESSONS) {
    if (lesson !== "boundary") await chooseLesson(page, TITLES[lesson]);
    await expect(stat(page, "step ·")).toHaveText("0");
    await expect(page.getByRole("tabpanel").first()).toBeVisible();
  }
  await chooseLesson(page, TITLES.boundary);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
});

for (const lesson of LESSONS) {
  test(`${lesson} from right to left: symbols stay, nothing is beside the screen`, async ({ page }) => {
    await open(page, `v=1&lesson=${lesson}`);
    await page.evaluate(() => {
      document.documentElement.dir = "rtl";
    });
    await unfoldIdea(page);
    await train(page);
    const look = () => page.evaluate(() => {
      const shown = (element) => element.getClientRects().length > 0;
      const turned = [...document.querySelectorAll("canvas, math, .scale, .columns, .line, .read, .matrix")]
        .filter((element) => shown(element) && getComputedStyle(element).direction !== "ltr")
        .map((element) => element.className || element.tagName);
      const context = [...document.querySelectorAll("canvas")].filter((canvas) => {
        const words = canvas.getContext("2d");
        const [start, left] = ["start", "left"].map((align) => {
          words.textAlign = align;
          return words.measureText("−2").actualBoundingBoxLeft;
        });
        return start !== left;
      });
      return { wide: document.documentElement.scrollWidth - document.documentElement.clientWidth, turned, context: context.length };
    });
    const check = async () => {
      expect(await look()).toEqual({ wide: 0, turned: [], context: 0 });
      // A scale's low end is on the left, as on the map.
      for (const scale of await page.locator(".scale").all()) {
        if (!(await scale.isVisible())) continue;
        const [low, , high] = await scale.locator("> span").evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().x));
        expect(low).toBeLessThan(high);
      }
    };
    await check();
    await everyTab(page, check);
  });

  test(`${lesson} at 320 px: nothing cut or beside the screen, targets of 24 px`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const errors = watch(page);
    await open(page, `v=1&lesson=${lesson}&lr=NaN`);
    await train(page);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    const look = () => page.evaluate(() => {
      const name = (element) => `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className} “${(element.innerText ?? "").slice(0, 30)}”`;
      const all = [...document.querySelectorAll("body *")].filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width > 1 && height > 1 && !element.closest(".out-of-sight, .skip, math, select, .brand span");
      });
      const scrolled = (element) => {
        for (let at = element.parentElement; at; at = at.parentElement) {
          if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(at).overflowX)) return true;
        }
        return false;
      };
      const beside = all.filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (left < -0.5 || right > innerWidth + 0.5) && !scrolled(element);
      });
      const cut = all.filter((element) => ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.innerText && element.scrollWidth > element.clientWidth + 1);
      const small = all.filter((element) => {
        if (!element.matches("button, select, input, a[href], summary, [role=tab], [tabindex='0']")) return false;
        const { width, height } = (element.matches("input") ? (element.closest("label") ?? element) : element).getBoundingClientRect();
        return width < 23.9 || height < 23.9;
      });
      return { beside: beside.map(name), cut: cut.map(name), small: small.map(name), wide: document.documentElement.scrollWidth - document.documentElement.clientWidth };
    });
    for (const where of PLACES) {
      await place(page, where).click();
      expect(await look(), where).toEqual({ beside: [], cut: [], small: [], wide: 0 });
    }
    expect(errors).toEqual([]);
    await context.close();
  });
}

/** Sends touches as a screen does; each is [id, x, y] within the element. */
async function touches(page, element) {
  const box = await element.boundingBox();
  const session = await page.context().newCDPSession(page);
  return async (type, ...points) => {
    const touchPoints = points.map(([id, x, y]) => ({ id, x: box.x + x * box.width, y: box.y + y * box.height }));
    await session.send("Input.dispatchTouchEvent", { type, touchPoints });
  };
}

/** Columns of the pad with ink, as shares of its width. */
const inked = (pad) =>
  pad.locator("canvas").evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const columns = [];
    for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 300) columns.push(((at / 4) % canvas.width) / canvas.width);
    return columns.length ? [Math.min(...columns), Math.max(...columns)] : [];
  });

test.describe("fingers", () => {
  test.use({ hasTouch: true, viewport: { width: 400, height: 800 } });

  test("a second finger ends the stroke and leaves no line across", async ({ page }) => {
    await open(page, "v=1&lesson=convnet&digits=1000&theme=light");
    await tab(page, "Draw");
    const pad = page.getByRole("application", { name: /sheet/i });
    await pad.evaluate((element) => element.scrollIntoView({ block: "center" }));
    const touch = await touches(page, pad);
    await touch("touchStart", [1, 0.3, 0.2]);
    for (const y of [0.3, 0.4, 0.5, 0.6]) await touch("touchMove", [1, 0.3, y]);
    await expect.poll(async () => (await inked(pad)).length).toBe(2);
    await touch("touchStart", [1, 0.3, 0.6], [2, 0.8, 0.6]);
    await touch("touchMove", [1, 0.35, 0.3], [2, 0.8, 0.3]);
    await touch("touchMove", [1, 0.6, 0.3], [2, 0.8, 0.2]);
    await touch("touchEnd");
    await page.waitForTimeout(300);
    const [left, right] = await inked(pad);
    expect(left).toBeGreaterThan(0.2);
    expect(right, "no ink beyond the stroke").toBeLessThan(0.4);
    // One finger draws again.
    await touch("touchStart", [3, 0.7, 0.3]);
    await touch("touchMove", [3, 0.7, 0.6]);
    await touch("touchEnd");
    await expect.poll(async () => (await inked(pad))[1]).toBeGreaterThan(0.65);
  });

  test("two fingers on the sketch leave no points across", async ({ page }) => {
    await open(page, "v=1&lesson=gan");
    await place(page, "Knobs").click();
    await settings(page).getByRole("radio", { name: "Drawn by you" }).check();
    const sketch = settings(page).getByRole("application");
    await settings(page).getByRole("button", { name: "Draw anew" }).click();
    await sketch.evaluate((element) => element.scrollIntoView({ block: "start" }));
    const touch = await touches(page, sketch);
    await touch("touchStart", [1, 0.4, 0.3]);
    for (const y of [0.4, 0.5, 0.6]) await touch("touchMove", [1, 0.4, y]);
    await touch("touchStart", [1, 0.4, 0.6], [2, 0.7, 0.6]);
    await touch("touchMove", [1, 0.6, 0.3], [2, 0.7, 0.3]);
    await touch("touchEnd");
    await expect(page).toHaveURL(/drawn=/);
    const drawn = new URL(page.url()).hash.match(/drawn=([-\d,]+)/)[1].split(",").map(Number);
    const across = drawn.filter((_, index) => index % 2 === 0);
    expect(across.length, "a stroke").toBeGreaterThan(1);
    expect(Math.max(...across) - Math.min(...across), String(drawn)).toBeLessThan(10);
  });

  test("pictures that only show let a thumb scroll their panel", async ({ page }) => {
    // So low that a panel is longer than its place.
    await page.setViewportSize({ width: 400, height: 520 });
    for (const [lesson, name] of [["neuron", "Loss surface"], ["boundary", "Output"]]) {
      await open(page, `v=1&lesson=${lesson}`);
      const shown = panel(page, name);
      const picture = shown.locator(".picture").first();
      await expect(picture).toBeInViewport();
      expect(await shown.evaluate((panel) => panel.scrollHeight - panel.clientHeight), `${name} is longer than its place`).toBeGreaterThan(20);
      const touch = await touches(page, picture);
      await touch("touchStart", [1, 0.5, 0.7]);
      for (const y of [0.6, 0.5, 0.4, 0.3]) await touch("touchMove", [1, 0.5, y]);
      await touch("touchEnd");
      await expect.poll(() => shown.evaluate((panel) => panel.scrollTop)).toBeGreaterThan(10);
    }
  });
});

test("the output is read by keys: arrows move a probe, its value is spoken, Escape takes it away", async ({ page }) => {
  await open(page, "v=1&data=circle&steps=60");
  await expect(stat(page, "step ·")).toHaveText("60");
  const output = panel(page, "Output");
  const plane = output.getByRole("application", { name: "Output" });
  await plane.focus();
  const said = output.locator("#output-said");
  await expect(said).toHaveAttribute("aria-live", "polite");
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^(Example at )?x₁ 0, x₂ 0: output [−\d.]+/);
  const middle = await said.innerText();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowUp");
  await expect(said).toHaveText(/^(Example at )?x₁ 1\.00, x₂ 0\.250: output [−\d.]+/);
  await expect(said).not.toHaveText(middle);
  for (let count = 0; count < 60; count += 1) await page.keyboard.press("ArrowLeft");
  await expect(said).toHaveText(/^(Example at )?x₁ −6\.00, /);
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("The plane, x₁ across and x₂ upwards");
});
