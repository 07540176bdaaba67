// What figures measure with: the release site, open in headless Chromium, driven through globalThis.gradientGarden.
import { chromium } from "@playwright/test";
import { launchOptions } from "../browser.mjs";

/** A browser of its own for one figure. */
export class Stage {
  #browser;

  constructor(url, browser) {
    this.url = url;
    this.#browser = browser;
  }

  /** Hands a stage to `use` and clears it away afterwards. */
  static async with(url, use) {
    const browser = await chromium.launch(launchOptions);
    try {
      return await use(new Stage(url, browser));
    } finally {
      await browser.close();
    }
  }

  /**
   * A page with this fragment whose first network is built. `prepare` is called before it is opened. An error on the page
   * makes the figure fail: numbers from a broken page mean nothing.
   */
  async open(fragment = "", prepare = () => {}) {
    const context = await this.#browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    // Training takes as long as it takes.
    page.setDefaultTimeout(0);
    page.errors = [];
    page.on("pageerror", (error) => page.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") page.errors.push(`${message.text()} (${message.location().url})`);
    });
    await prepare(page);
    await page.goto(this.url + (fragment && `#${fragment}`));
    await page.waitForFunction(() => globalThis.gradientGarden !== undefined);
    await page.evaluate(() => gradientGarden.ready.then(() => undefined));
    return page;
  }

  /** Ends a page; what went wrong on it is thrown. */
  async close(page) {
    const { errors } = page;
    await page.context().close();
    if (errors.length > 0) throw new Error(`the page reported: ${errors.join("; ")}`);
  }
}

/** Every parameter as `{ name, shape, values }` with plain numbers, which keep the bits of a float32. */
export const parameters = (page) =>
  page.evaluate(async () => {
    const arrays = await gradientGarden.parameters();
    return arrays.map(({ name, shape, values }) => ({ name, shape, values: [...values] }));
  });

/** Trains so many steps and returns the metrics. */
export const train = (page, steps) => page.evaluate((count) => gradientGarden.train(count), steps);

/** Changes options; done when they are in force, on the device that they choose. */
export const configure = (page, options) => page.evaluate((given) => gradientGarden.configure(given), options);

/**
 * Trains in rounds of `every` until the test accuracy is reached or `most` steps are done. Returns the best accuracy seen
 * and its step.
 */
export const trainUntil = (page, accuracy, every, most) =>
  page.evaluate(
    async ([wanted, round, last]) => {
      let best = { step: 0, testAccuracy: 0 };
      for (let step = 0; step < last; step += round) {
        const metrics = await gradientGarden.train(round);
        if (metrics.testAccuracy > best.testAccuracy) best = metrics;
        if (best.testAccuracy >= wanted) break;
      }
      return best;
    },
    [accuracy, every, most],
  );

/** The largest |a − b| over all values of two lists of parameters of the same names and shapes. */
export function distance(ours, theirs) {
  if (JSON.stringify(ours.map(described)) !== JSON.stringify(theirs.map(described))) return Number.POSITIVE_INFINITY;
  let largest = 0;
  ours.forEach(({ values }, place) => {
    values.forEach((value, index) => {
      const apart = Math.abs(value - theirs[place].values[index]);
      // NaN is as far away as it gets.
      largest = apart <= largest ? largest : Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
    });
  });
  return largest;
}

const described = ({ name, shape, values }) => [name, shape, values.length];

/** A number in three digits, for the table. */
export const brief = (value) => (value === 0 ? "0" : value.toExponential(1));

/** A share in percent. */
export const percent = (share) => `${(100 * share).toFixed(1)} %`;
