// The small convolutional network reads handwriting after one pass over 60 000 digits.
import { percent, train } from "../stage.mjs";

const ACCURACY = 0.975;

export default async function convnetSmall(stage) {
  const page = await stage.open("v=1&lesson=convnet&preset=small&device=cpu");
  const { stepsPerEpoch } = await page.evaluate(async () => {
    // Measurements begin when enough has arrived.
    while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
    return gradientGarden.metrics();
  });
  const begun = performance.now();
  const metrics = await train(page, stepsPerEpoch);
  const seconds = (performance.now() - begun) / 1000;
  const all = metrics.testExamples === 10_000 && metrics.step === 1875 && metrics.epoch === 1 && metrics.device === "cpu";
  await stage.close(page);
  return {
    figure: `${percent(metrics.testAccuracy)} of ${metrics.testExamples} after ${metrics.step} steps, ${seconds.toFixed(0)} s`,
    bound: `${percent(ACCURACY)} of all 10000 after one epoch`,
    verdict: all && metrics.testAccuracy >= ACCURACY,
    values: { onePass: 100 * metrics.testAccuracy },
  };
}
