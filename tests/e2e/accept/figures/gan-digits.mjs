// Digits from noise: how alike the samples are, as the mean cosine between the pictures of two of them. At first all are the same
// blur; by the example's own number of steps they have become different things, and later more so. Real digits have about 0.36.
import { train } from "../stage.mjs";

const STEPS = { early: 500, budget: 1500, later: 3000 };

export default async function ganDigits(stage) {
  const page = await stage.open("v=1&lesson=gan&preset=digits&seed=1&device=cpu");
  const values = {};
  let done = 0;
  for (const [name, steps] of Object.entries(STEPS)) {
    ({ step: done } = await train(page, steps - done));
    values[name] = await page.evaluate(async () => {
      const layers = await gradientGarden.activations(new Float32Array(784));
      const { shape, values } = layers.find(({ layer }) => layer === "generator.samples");
      const samples = Array.from({ length: shape[0] }, (_, index) => values.slice(784 * index, 784 * (index + 1)));
      const dot = (a, b) => a.reduce((sum, value, place) => sum + value * b[place], 0);
      const sizes = samples.map((sample) => Math.sqrt(dot(sample, sample)));
      let [sum, pairs] = [0, 0];
      for (let a = 0; a < samples.length; a += 1) {
        for (let b = a + 1; b < samples.length; b += 1, pairs += 1) sum += dot(samples[a], samples[b]) / (sizes[a] * sizes[b]);
      }
      return sum / pairs;
    });
  }
  await stage.close(page);
  return {
    figure: Object.entries(STEPS).map(([name, steps]) => `${values[name].toFixed(2)} alike after ${steps} steps`).join(", "),
    bound: "one blur (> 0.9), then different (< 0.85), then more so",
    verdict: values.early > 0.9 && values.budget < 0.85 && values.later < values.budget - 0.05,
    values,
  };
}
