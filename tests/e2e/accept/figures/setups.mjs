// What every worked example of every lesson consists of, as the page has it: its options, its data, its parameters. The lessons' texts
// name many of these numbers.
import { lessons } from "../lessons.mjs";
import { configure } from "../stage.mjs";

export default async function setups(stage) {
  const page = await stage.open("v=1&device=cpu");
  const values = {};
  let count = 0;
  for (const lesson of await lessons(page)) {
    await configure(page, { lesson });
    const presets = await page
      .locator("#preset option:not([disabled])")
      .evaluateAll((options) => options.map(({ value }) => value));
    for (const preset of presets) {
      await configure(page, { lesson, preset });
      const numbers = await page.evaluate(examine);
      for (const [name, value] of Object.entries(numbers)) values[`${lesson}.${preset}.${name}`] = value;
      count += 1;
    }
  }
  await stage.close(page);
  return {
    figure: `${count} examples, ${Object.keys(values).length} numbers`,
    bound: "as the texts say",
    verdict: count > 0,
    values,
  };
}

/** Numbers by name: options (those of a list as `layers.0`, …), facts of the network, and of its data where that is small. */
async function examine() {
  const numbers = {};
  const options = gradientGarden.options();
  for (const [name, value] of Object.entries(options)) {
    // Stages of a convolutional network: filters, and p for a pool.
    const list = name === "filters" ? value.split(",").filter((stage) => stage !== "p") : [value].flat();
    const found = list.map(Number);
    // Drawn points are no settings of a network.
    if (name === "drawn" || list.length === 0 || !found.every(Number.isFinite)) continue;
    if (Array.isArray(value) || name === "filters") {
      numbers[`${name}.count`] = found.length;
      found.forEach((number, place) => (numbers[`${name}.${place}`] = number));
    } else {
      [numbers[name]] = found;
    }
  }
  while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
  const { parameters: count, stepsPerEpoch } = gradientGarden.metrics();
  const arrays = await gradientGarden.parameters();
  const size = ({ shape }) => shape.reduce((a, b) => a * b, 1);
  Object.assign(numbers, { parameters: count, stepsPerEpoch, inputs: arrays[0].shape[0], outputs: arrays.at(-1).shape.at(-1) });
  // Of two networks, what the first one makes.
  const made = arrays.filter(({ name }) => name.startsWith("generator.")).at(-1);
  if (made) numbers.generated = made.shape.at(-1);
  const kernels = arrays.filter(({ name }) => name.startsWith("convolutions."));
  if (kernels.length > 0) {
    numbers.weightsOfKernel = arrays[0].shape.slice(-2).reduce((a, b) => a * b, 1);
    numbers.convolutions = kernels.reduce((sum, array) => sum + size(array), 0);
  }
  if (!("digits" in options) || options.data === "ring") {
    const { train, test } = await gradientGarden.dataset();
    Object.assign(numbers, {
      train: train.inputs.length,
      test: test.inputs.length,
      inputLength: train.inputs[0].length,
      outputs: train.targets[0].length,
    });
    if (numbers.outputs === 1) {
      const targets = train.targets.map(([target]) => target);
      Object.assign(numbers, { lowestTarget: Math.min(...targets), highestTarget: Math.max(...targets) });
    }
    if (options.data === "ring") {
      const radii = train.inputs.map(([x, y]) => Math.hypot(x, y));
      const mean = radii.reduce((a, b) => a + b, 0) / radii.length;
      numbers.radius = mean;
      numbers.spread = Math.sqrt(radii.reduce((sum, radius) => sum + (radius - mean) ** 2, 0) / radii.length);
    }
  }
  return numbers;
}
