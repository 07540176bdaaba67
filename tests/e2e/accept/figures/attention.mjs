// Self-attention: ten tokens reversed, and sorted, on sequences that training never saw; rows of the shown matrix sum to 1.
import { percent, train } from "../stage.mjs";

const RUNS = ["reverse", "sort"];
const STEPS = 1000;
const BOUND = 0.99;
const SUM_BOUND = 1e-5;

export default async function attention(stage) {
  const found = [];
  for (const preset of RUNS) {
    const page = await stage.open(`v=1&lesson=attention&preset=${preset}&device=cpu`);
    const metrics = await train(page, STEPS);
    const { length, task, heads, off, rows } = await page.evaluate(async () => {
      const options = gradientGarden.options();
      const { test } = await gradientGarden.dataset();
      const sequence = test.inputs[0];
      const layers = await gradientGarden.activations(sequence);
      const matrices = layers.filter(({ layer }) => /^blocks\.\d+\.attention$/.test(layer));
      let [off, rows] = [0, 0];
      for (const { shape, values } of matrices) {
        for (let first = 0; first < values.length; first += shape[2], rows += 1) {
          const sum = values.slice(first, first + shape[2]).reduce((total, value) => total + value, 0);
          off = Math.max(off, Math.abs(sum - 1));
        }
      }
      const heads = matrices.reduce((total, { shape }) => total + shape[0], 0);
      return { length: options.length, task: options.task, heads, off, rows };
    });
    // Ten tokens, all test sequences, a row for each token in each head.
    const fair = length === 10 && task === preset && heads > 0 && rows === heads * length && metrics.testExamples === 500;
    found.push({ preset, accuracy: metrics.testAccuracy, off, met: fair && metrics.testAccuracy >= BOUND && off <= SUM_BOUND });
    await stage.close(page);
  }
  return {
    figure: found.map(({ preset, accuracy, off }) => `${preset}: ${percent(accuracy)}, rows off by ${off.toExponential(0)}`).join("; "),
    bound: `≥ ${percent(BOUND)} after ${STEPS} steps, rows sum to 1 within ${SUM_BOUND.toExponential(0)}`,
    verdict: found.every(({ met }) => met),
  };
}
