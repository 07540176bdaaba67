// One step of gradient descent is w − η ∂L/∂w, with an L1 penalty then moved towards 0, computed here in float64 from dataset() and parameters() alone. The batch is the
// whole training set, so that nothing has to be known about the order of examples.
import { descend, encode, evaluate } from "../mlp.mjs";
import { brief, distance, parameters } from "../stage.mjs";

const BOUND = 1e-5;
const RUNS = [
  {
    name: "boundary",
    fragment: "v=1&data=circle&points=500&test=50&batch=250&optimizer=sgd&lr=0.3&device=cpu",
    network: { activation: "tanh" },
  },
  {
    name: "all features, L1, L2",
    fragment: "v=1&data=xor&features=x1,x2,x1^2,x2^2,x1x2,sinx1,sinx2&layers=6&activation=sigmoid&l1=0.01&l2=0.03&batch=250&optimizer=sgd&lr=0.3&device=cpu",
    network: { activation: "sigmoid", l2: 0.03 },
    l1: 0.01,
  },
  {
    name: "digits",
    fragment: "v=1&lesson=digits&digits=100&batch=100&dropout=0&optimizer=sgd&lr=0.3&device=cpu",
    network: { activation: "relu", classes: true },
  },
];

export default async function sgdStep(stage) {
  const found = [];
  for (const { name, fragment, network, l1 } of RUNS) {
    const page = await stage.open(fragment);
    const { inputs, targets, features, lr } = await page.evaluate(async () => {
      const dataset = async () => {
        for (;;) {
          try {
            return await gradientGarden.dataset();
          } catch (why) {
            // Digits are still on their way.
            if (!/not arrived/.test(why.message)) throw why;
            await new Promise((turn) => setTimeout(turn, 200));
          }
        }
      };
      const { train } = await dataset();
      return { ...train, ...gradientGarden.options() };
    });
    const known = nudged(await parameters(page));
    await page.evaluate((arrays) => gradientGarden.setParameters(arrays).then(() => undefined), known);
    const before = await parameters(page);
    await page.evaluate(() => gradientGarden.train(1).then(() => undefined));
    const after = await parameters(page);
    const { gradients } = evaluate(before, encode(inputs, features), targets, network);
    const expected = descend(before, gradients, lr, l1);
    const stepped = after.toSorted((a, b) => order(expected, a) - order(expected, b));
    found.push({ name, apart: distance(stepped, expected), moved: distance(before, after) });
    await stage.close(page);
  }
  return {
    figure: found.map(({ name, apart, moved }) => `${name} ${brief(apart)} (moved ${brief(moved)})`).join(", "),
    bound: `every parameter within ${brief(BOUND)}`,
    verdict: found.every(({ apart, moved }) => apart <= BOUND && moved > 100 * BOUND),
  };
}

/** Other numbers than the program's own first ones, biases included. */
const nudged = (arrays) =>
  arrays.map(({ name, shape, values }) => ({ name, shape, values: values.map((value, index) => value + 0.1 * Math.sin(index + 1)) }));

const order = (expected, { name }) => expected.findIndex((array) => array.name === name);
