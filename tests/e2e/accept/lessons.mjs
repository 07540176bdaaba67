// Every lesson of the catalogue with its worked examples, as the page lists them.
import { lessonNames } from "../lessons.mjs";
import { configure } from "./stage.mjs";

/** Examples whose steps are meant for a GPU: their figures are measured apart. */
const LARGE = new Set(["convnet deep"]);

/** The names of all lessons. */
export const lessons = lessonNames;

/** `{ lesson, preset }` for every example; a lesson without examples is its own. */
export async function examples(page) {
  const all = [];
  for (const lesson of await lessons(page)) {
    await configure(page, { lesson });
    const presets = await page
      .locator("#preset option:not([disabled])")
      .evaluateAll((options) => options.map(({ value }) => value));
    if (presets.length === 0) all.push({ name: lesson, options: { lesson } });
    for (const preset of presets) {
      const name = `${lesson} ${preset}`;
      if (!LARGE.has(name)) all.push({ name, options: { lesson, preset } });
    }
  }
  return all;
}

/** Waits until all of the lesson's data is there, and returns the first training input. */
export const firstInput = (page) =>
  page.evaluate(async () => {
    for (;;) {
      try {
        const { train } = await gradientGarden.dataset();
        return train.inputs[0];
      } catch (why) {
        if (!/not arrived/.test(why.message)) throw why;
        await new Promise((turn) => setTimeout(turn, 200));
      }
    }
  });

/** Fewer digits where a lesson has digits: the mathematics is the same. */
export async function small(page, options) {
  await configure(page, options);
  const has = await page.evaluate(() => "digits" in gradientGarden.options());
  if (has) await configure(page, { digits: 1000 });
}
