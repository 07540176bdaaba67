// One neuron: the article's line is fitted from every seed, with other weights than those that made the data; a sigmoid
// output stays at the error that saturation leaves.
import { configure, parameters, train } from "../stage.mjs";

const [SEEDS, STEPS] = [10, 1000];

export default async function neuron(stage) {
  const page = await stage.open("v=1&lesson=neuron&device=cpu");
  const line = [];
  const saturated = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    await configure(page, { lesson: "neuron", preset: "line", seed });
    const { step, testLoss } = await train(page, STEPS);
    const [[w1, w2], [b]] = (await parameters(page)).map(({ values }) => values);
    line.push({ loss: testLoss, off: Math.max(Math.abs(w1 + w2 - 3), Math.abs(b + w2 - 5)), w1, good: step === STEPS });
    await configure(page, { lesson: "neuron", preset: "saturated", seed });
    saturated.push((await train(page, STEPS)).testLoss);
  }
  await stage.close(page);
  const most = (values) => values.reduce((a, b) => Math.max(a, b));
  const loss = most(line.map(({ loss }) => loss));
  const off = most(line.map(({ off }) => off));
  const stuck = most(saturated.map((value) => Math.abs(value - 143.5)));
  const weights = line.map(({ w1 }) => w1);
  const apart = most(weights) + most(weights.map((value) => -value));
  return {
    figure: `seeds 1 to ${SEEDS}: MSE at most ${loss.toExponential(1)}, sums off by ${off.toFixed(3)}, w₁ differs by ${apart.toFixed(1)}; saturated off 143.5 by ${stuck.toFixed(3)}`,
    bound: "MSE < 0.002, sums within 0.1; 143.5 within 0.1",
    verdict: line.every(({ good }) => good) && loss < 0.002 && off < 0.1 && stuck < 0.1 && apart > 0.5,
    values: { loss, off, apart, saturated: most(saturated) },
  };
}
