// After setParameters, every measurement belongs to the parameters as they are now: the loss equals the one computed here in
// float64 from dataset() and the very numbers that were set.
import { encode, evaluate } from "../mlp.mjs";
import { brief, parameters, train } from "../stage.mjs";

const BOUND = 1e-5;

export default async function setParameters(stage) {
  const page = await stage.open("v=1&data=gaussians&noise=20&device=cpu");
  const { train: examples, test } = await page.evaluate(() => gradientGarden.dataset());
  const network = { activation: "tanh" };
  const expect = (arrays) => ({
    train: evaluate(arrays, encode(examples.inputs, ["x1", "x2"]), examples.targets, network),
    test: evaluate(arrays, encode(test.inputs, ["x1", "x2"]), test.targets, network),
  });
  let largest = 0;
  let agree = true;
  const compare = ({ trainLoss, testLoss, trainAccuracy, testAccuracy, step }, wanted, steps) => {
    largest = Math.max(largest, Math.abs(trainLoss - wanted.train.loss), Math.abs(testLoss - wanted.test.loss));
    agree &&= trainAccuracy === wanted.train.accuracy && testAccuracy === wanted.test.accuracy && step === steps;
  };
  // Three times: untrained, in the middle of a run, and with the signs turned around.
  for (const [steps, change] of [[0, (w) => w + 0.25], [100, (w) => 0.5 * w], [200, (w) => -w]]) {
    if (steps > 0) await train(page, 100);
    const arrays = (await parameters(page)).map((array) => ({ ...array, values: array.values.map((w) => Math.fround(change(w))) }));
    const wanted = expect(arrays);
    const answered = await page.evaluate((given) => gradientGarden.setParameters(given), arrays);
    compare(answered, wanted, steps);
    compare(await page.evaluate(() => gradientGarden.metrics()), wanted, steps);
    compare(await page.evaluate(() => gradientGarden.history().at(-1)), wanted, steps);
  }
  await stage.close(page);
  return {
    figure: `loss within ${brief(largest)}, accuracy and step ${agree ? "agree" : "do not agree"}`,
    bound: `loss within ${brief(BOUND)}, the rest equal`,
    verdict: agree && largest <= BOUND,
  };
}
