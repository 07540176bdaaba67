// The circle: with the lesson's network, with three and with two units in one layer, and written by hand.
import { configure, percent, train } from "../stage.mjs";

const SEEDS = 10;
/** Options, and the steps after which the share of test points on their own side is taken. */
const RUNS = {
  circle: [{ preset: "circle" }, 1000],
  three: [{ preset: "circle", layers: [3] }, 1000],
  two: [{ preset: "circle", layers: [2] }, 1000],
  numpy: [{ preset: "numpy" }, 3000],
};

export default async function boundary(stage) {
  const page = await stage.open("v=1&device=cpu");
  const values = {};
  const said = [];
  for (const [name, [options, steps]] of Object.entries(RUNS)) {
    const shares = [];
    let halved = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      await configure(page, { lesson: "boundary", ...options, seed });
      const first = await page.evaluate(() => gradientGarden.metrics().trainLoss);
      const { testAccuracy, trainLoss } = await train(page, steps);
      shares.push(100 * testAccuracy);
      halved += trainLoss <= first / 2 ? 1 : 0;
    }
    [values[`${name}Least`], values[`${name}Most`]] = [Math.min(...shares), Math.max(...shares)];
    values[`${name}Halved`] = halved;
    said.push(`${name} ${percent(Math.min(...shares) / 100)} to ${percent(Math.max(...shares) / 100)}`);
  }
  await stage.close(page);
  return {
    figure: `seeds 1 to ${SEEDS}: ${said.join(", ")}`,
    bound: "three units ≥ 95 % and two < 90 %, from every seed",
    verdict: values.threeLeast >= 95 && values.twoMost < 90,
    values,
  };
}
