// The next value of a wave: foretold with less than a tenth of the error that its last value has, measured on the same test
// waves. And the free run of the shown wave, as the page reads it out: it keeps to the wave.
import { train } from "../stage.mjs";
import { parse } from "../numbers.mjs";

const STEPS = 600;

export default async function sequenceWave(stage) {
  const page = await stage.open("v=1&lesson=sequence&preset=wave&device=cpu");
  // Rows of an array buffer each: as plain numbers they come through.
  const test = await page.evaluate(async () => {
    const { test } = await gradientGarden.dataset();
    const plain = (rows) => Array.from(rows, (row) => Array.from(row));
    return { inputs: plain(test.inputs), targets: plain(test.targets) };
  });
  const { step, testLoss, testExamples } = await train(page, STEPS);
  // Text alternatives are renewed once a second.
  await page.waitForTimeout(2500);
  const words = await page.getByRole("img", { name: /the free run misses by/ }).getAttribute("aria-label");
  const free = parse(/the free run misses by (.+?) \(/.exec(words)[1]);
  await stage.close(page);
  // A target is the value after an input, so what the last value misses is the one minus the other.
  const [inputs, targets] = [test.inputs.flat(), test.targets.flat()];
  const last = inputs.reduce((sum, value, index) => sum + (targets[index] - value) ** 2, 0) / inputs.length;
  return {
    figure: `MSE ${testLoss.toFixed(5)} after ${STEPS} steps; the last value's ${last.toFixed(5)}, ${(last / testLoss).toFixed(1)} times as much; free run off by ${free}`,
    bound: "more than 10 times as much",
    verdict: step === STEPS && testExamples === 500 && inputs.length === targets.length && testLoss < last / 10,
    values: { free },
  };
}
