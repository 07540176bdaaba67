// The article's network reads handwriting after five passes over 60 000 digits.
import { percent, train } from "../stage.mjs";

const [EPOCHS, ACCURACY] = [5, 0.973];

export default async function digits(stage) {
  const page = await stage.open("v=1&lesson=digits&device=cpu");
  const { stepsPerEpoch } = await page.evaluate(async () => {
    // Measurements begin when enough has arrived.
    while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
    return gradientGarden.metrics();
  });
  const metrics = await train(page, EPOCHS * stepsPerEpoch);
  const all = metrics.testExamples === 10_000 && Math.abs(metrics.epoch - EPOCHS) < 1e-9;
  const reported = `${percent(metrics.testAccuracy)}, ${(100 * (1 - metrics.testAccuracy)).toFixed(2)} % wrong`;
  await stage.close(page);
  return {
    figure: `${reported} of ${metrics.testExamples} after ${metrics.epoch} epochs`,
    bound: `${percent(ACCURACY)} of all 10000`,
    verdict: all && metrics.testAccuracy >= ACCURACY,
  };
}
