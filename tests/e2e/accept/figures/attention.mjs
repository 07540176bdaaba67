// Self-attention on sequences that training never saw: what each example comes to, what a reversal comes to behind a causal mask and
// without positions, and how much work the article's classifier is; rows of the shown matrix sum to 1.
import { configure, percent, train } from "../stage.mjs";

const BOUND = 0.99;
const SUM_BOUND = 1e-5;
/** Options, and the steps after which the share of right answers is taken. */
const RUNS = {
  early: [{ preset: "reverse" }, 500],
  reverse: [{ preset: "reverse" }, 1000],
  sort: [{ preset: "sort" }, 1000],
  recall: [{ preset: "recall" }, 300],
  article250: [{ preset: "article" }, 250],
  article300: [{ preset: "article" }, 300],
  causal: [{ preset: "reverse", causal: "on" }, 1000],
  nowhere: [{ preset: "reverse", positions: "none" }, 1000],
};

export default async function attention(stage) {
  const page = await stage.open("v=1&lesson=attention&device=cpu");
  const [values, work] = [{}, {}];
  let [fair, off] = [true, 0];
  for (const [name, [options, steps]] of Object.entries(RUNS)) {
    await configure(page, { lesson: "attention", ...options });
    // From its first step, also where the example before was the same.
    await page.evaluate(() => gradientGarden.reset());
    const { testAccuracy, testExamples } = await train(page, steps);
    values[name] = 100 * testAccuracy;
    work[name] = await page.evaluate(() => gradientGarden.metrics().flopsPerStep);
    fair &&= testExamples === 500;
    if (name === "reverse" || name === "sort") off = Math.max(off, await largestError(page));
  }
  await stage.close(page);
  values.work = work.article250 / work.reverse;
  const met = values.reverse >= 100 * BOUND && values.sort >= 100 * BOUND && off <= SUM_BOUND;
  const shares = Object.keys(RUNS).map((name) => `${name} ${percent(values[name] / 100)}`);
  return {
    figure: `${shares.join(", ")}; rows off by ${off.toExponential(0)}; the article's step ${values.work.toFixed(1)} times the work`,
    bound: `reverse and sort ≥ ${percent(BOUND)}, rows sum to 1 within ${SUM_BOUND.toExponential(0)}`,
    verdict: fair && met,
    values,
  };
}

/** How far the rows of all matrices of the first test sequence are from a sum of 1; ten tokens have ten rows in each head. */
const largestError = (page) =>
  page.evaluate(async () => {
    const { test } = await gradientGarden.dataset();
    const layers = await gradientGarden.activations(test.inputs[0]);
    let [off, rows, heads] = [0, 0, 0];
    for (const { shape, values } of layers.filter(({ layer }) => /^blocks\.\d+\.attention$/.test(layer))) {
      heads += shape[0];
      for (let first = 0; first < values.length; first += shape[2], rows += 1) {
        const sum = values.slice(first, first + shape[2]).reduce((total, value) => total + value, 0);
        off = Math.max(off, Math.abs(sum - 1));
      }
    }
    return heads > 0 && rows === 10 * heads ? off : Number.POSITIVE_INFINITY;
  });
