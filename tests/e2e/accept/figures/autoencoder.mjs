// Digits through a narrow code and back: the error per pixel on the 10 000 test digits after 1,000 steps and after five passes, which
// digits a code of 2 mixes up, and how much noise a denoising network leaves.
import { train } from "../stage.mjs";

const [EPOCHS, EARLY] = [5, 1000];
const RUNS = [
  { preset: "code32", code: 32, bound: 0.012 },
  { preset: "code2", code: 2, bound: 0.048 },
];
/** Test digits on the map, and how many of the nearest say what a digit is taken for. */
const [MAPPED, NEAREST] = [500, 9];

export default async function autoencoder(stage) {
  const labels = await testLabels(stage);
  const found = [];
  const values = {};
  for (const { preset, code, bound } of RUNS) {
    const page = await stage.open(`v=1&lesson=autoencoder&preset=${preset}&device=cpu`);
    const { stepsPerEpoch } = await measured(page);
    values[`${preset}Early`] = (await train(page, EARLY)).testLoss;
    const metrics = await train(page, EPOCHS * stepsPerEpoch - EARLY);
    values[preset] = metrics.testLoss;
    const options = await page.evaluate(() => gradientGarden.options());
    const { rebuilt, units } = await page.evaluate(async () => {
      const layers = await gradientGarden.activations(new Float32Array(784).fill(0.5));
      const [pixels] = await gradientGarden.predict([Array(784).fill(0.5)]);
      return { rebuilt: pixels.length, units: layers.find(({ layer }) => layer === "code").values.length };
    });
    if (code === 2) values.mixed = mixedUp(await codes(page), labels);
    // All digits, all test digits, pixels in and pixels out, and a code of the size that is claimed.
    const fair =
      options.digits === 60_000 && options.denoise === "off" && metrics.testExamples === 10_000 &&
      Math.abs(metrics.epoch - EPOCHS) < 1e-9 && rebuilt === 784 && units === code;
    found.push({ code, loss: metrics.testLoss, bound, met: fair && metrics.testLoss <= bound });
    await stage.close(page);
  }
  values.ratio = values.code32 / values.code2;
  const page = await stage.open("v=1&lesson=autoencoder&preset=denoise&device=cpu");
  await measured(page);
  values.denoised = (await train(page, EARLY)).testLoss;
  await stage.close(page);
  return {
    figure: [
      found.map(({ code, loss }) => `code ${code}: ${loss.toFixed(4)}`).join(", ") + ` after ${EPOCHS} epochs`,
      `${values.code32Early.toFixed(4)} and ${values.code2Early.toFixed(4)} after ${EARLY} steps, denoising ${values.denoised.toFixed(4)}`,
      `4 with 9, 3 with 5 and 7 with 9 are ${(100 * values.mixed).toFixed(0)} % of what is mixed up`,
    ].join("; "),
    bound: RUNS.map(({ code, bound }) => `code ${code}: ≤ ${bound}`).join(", "),
    verdict: found.every(({ met }) => met),
    values,
  };
}

/** Measurements begin when enough has arrived. */
const measured = (page) =>
  page.evaluate(async () => {
    while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
    return gradientGarden.metrics();
  });

/** What the first test digits are: known to a lesson that reads them. */
async function testLabels(stage) {
  const page = await stage.open("v=1&lesson=digits&digits=1000&device=cpu");
  const labels = await page.evaluate(async (count) => {
    for (;;) {
      try {
        const { test } = await gradientGarden.dataset();
        return test.targets.slice(0, count).map((target) => Array.from(target).indexOf(1));
      } catch (why) {
        if (!/not arrived/.test(why.message)) throw why;
        await new Promise((turn) => setTimeout(turn, 200));
      }
    }
  }, MAPPED);
  await stage.close(page);
  return labels;
}

/** The codes of the first test digits. */
const codes = (page) =>
  page.evaluate(async (count) => {
    const { test } = await gradientGarden.dataset();
    const places = [];
    for (const input of test.inputs.slice(0, count)) {
      const layers = await gradientGarden.activations(input);
      places.push([...layers.find(({ layer }) => layer === "code").values]);
    }
    return places;
  }, MAPPED);

/** Of the digits that their nearest neighbours take for another, the share that is 4 and 9, 3 and 5, or 7 and 9. */
function mixedUp(places, labels) {
  let [mixed, said] = [0, 0];
  places.forEach(([x, y], index) => {
    const others = places.map(([u, v], other) => ({ apart: Math.hypot(u - x, v - y), label: labels[other], other }));
    const near = others.filter(({ other }) => other !== index).sort((a, b) => a.apart - b.apart).slice(0, NEAREST);
    const votes = Array(10).fill(0);
    for (const { label } of near) votes[label] += 1;
    const pair = [labels[index], votes.indexOf(Math.max(...votes))].sort().join("");
    if (pair[0] === pair[1]) return;
    mixed += 1;
    said += ["49", "35", "79"].includes(pair) ? 1 : 0;
  });
  return said / mixed;
}
