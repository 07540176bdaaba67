// The article's network reads handwriting after one, three and five passes over 60 000 digits.
import { percent, train } from "../stage.mjs";

const PASSES = { onePass: 1, threePasses: 3, fivePasses: 5 };
const ACCURACY = 0.973;

export default async function digits(stage) {
  const page = await stage.open("v=1&lesson=digits&device=cpu");
  const { stepsPerEpoch } = await page.evaluate(async () => {
    // Measurements begin when enough has arrived.
    while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
    return gradientGarden.metrics();
  });
  const values = {};
  let [all, step] = [true, 0];
  for (const [name, passes] of Object.entries(PASSES)) {
    const metrics = await train(page, passes * stepsPerEpoch - step);
    step = metrics.step;
    all &&= metrics.testExamples === 10_000 && Math.abs(metrics.epoch - passes) < 1e-9;
    values[name] = 100 * metrics.testAccuracy;
  }
  await stage.close(page);
  const said = Object.entries(PASSES).map(([name, passes]) => `${percent(values[name] / 100)} after ${passes}`);
  return {
    figure: `${said.join(", ")} passes`,
    bound: `${percent(ACCURACY)} of all 10000 after five`,
    verdict: all && values.fivePasses >= 100 * ACCURACY,
    values,
  };
}
