// Every worked example of every lesson, through the scripting interface: it trains, answers every question, and the same seed
// gives the same bits on the CPU.
import { differing } from "./same-seed.mjs";
import { examples, firstInput, small } from "../lessons.mjs";
import { configure, parameters, train } from "../stage.mjs";

const STEPS = 20;

export default async function lessons(stage) {
  const page = await stage.open("v=1&device=cpu");
  const wrong = [];
  const all = await examples(page);
  for (const { name, options } of all) {
    await small(page, options);
    const input = await firstInput(page);
    const metrics = await train(page, STEPS);
    if (metrics.step !== STEPS || !Number.isFinite(metrics.trainLoss)) wrong.push(`${name}: step ${metrics.step}, loss ${metrics.trainLoss}`);
    const first = await parameters(page);
    const answers = await page.evaluate(async (input) => {
      const finite = (values) => values.every(Number.isFinite);
      const gradients = await gradientGarden.gradients();
      const predicted = await gradientGarden.predict([input]);
      const layers = await gradientGarden.activations(input);
      return {
        gradients: gradients.length > 0 && gradients.every(({ values }) => finite([...values])),
        moved: gradients.some(({ values }) => values.some((value) => value !== 0)),
        predict: predicted.length === 1 && predicted[0].length > 0 && finite(predicted[0]),
        activations: layers.length > 0 && layers.every(({ values }) => finite([...values])),
      };
    }, input);
    for (const [what, good] of Object.entries(answers)) if (!good) wrong.push(`${name}: ${what}`);
    await page.evaluate(() => gradientGarden.reset());
    await train(page, STEPS / 2);
    await train(page, STEPS / 2);
    const differ = differing(first, await parameters(page));
    if (differ > 0) wrong.push(`${name}: ${differ} numbers differ the second time`);
    await configure(page, { seed: 8 });
    await train(page, STEPS);
    if (differing(first, await parameters(page)) === 0) wrong.push(`${name}: another seed is the same run`);
  }
  await stage.close(page);
  return {
    figure: wrong.length > 0 ? wrong.join("; ") : `${all.length} examples train, answer, and repeat bit for bit`,
    bound: "every example of every lesson",
    verdict: wrong.length === 0,
  };
}
