// Digits through a narrow code and back: the error per pixel on the 10 000 test digits after five passes.
import { train } from "../stage.mjs";

const EPOCHS = 5;
const RUNS = [
  { preset: "code32", code: 32, bound: 0.012 },
  { preset: "code2", code: 2, bound: 0.048 },
];

export default async function autoencoder(stage) {
  const found = [];
  for (const { preset, code, bound } of RUNS) {
    const page = await stage.open(`v=1&lesson=autoencoder&preset=${preset}&device=cpu`);
    const { stepsPerEpoch } = await page.evaluate(async () => {
      // Measurements begin when enough has arrived.
      while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
      return gradientGarden.metrics();
    });
    const metrics = await train(page, EPOCHS * stepsPerEpoch);
    const options = await page.evaluate(() => gradientGarden.options());
    const { rebuilt, units } = await page.evaluate(async () => {
      const layers = await gradientGarden.activations(new Float32Array(784).fill(0.5));
      const [pixels] = await gradientGarden.predict([Array(784).fill(0.5)]);
      return { rebuilt: pixels.length, units: layers.find(({ layer }) => layer === "code").values.length };
    });
    // All digits, all test digits, pixels in and pixels out, and a code of the size that is claimed.
    const fair =
      options.digits === 60_000 && options.denoise === "off" && metrics.testExamples === 10_000 &&
      Math.abs(metrics.epoch - EPOCHS) < 1e-9 && rebuilt === 784 && units === code;
    found.push({ code, loss: metrics.testLoss, bound, met: fair && metrics.testLoss <= bound });
    await stage.close(page);
  }
  return {
    figure: found.map(({ code, loss }) => `code ${code}: ${loss.toFixed(4)}`).join(", ") + ` after ${EPOCHS} epochs`,
    bound: RUNS.map(({ code, bound }) => `code ${code}: ≤ ${bound}`).join(", "),
    verdict: found.every(({ met }) => met),
  };
}
