// The multilayer perceptron of the lessons once more, in float64 and independent of the program under test: what its loss and
// its gradients must be. Formulas: a = f(W^T x + b); backwards δ = f'(z) (W δ'), ∂L/∂W = x δ^T, ∂L/∂b = δ.

const FEATURES = {
  x1: ([x]) => x,
  x2: ([, y]) => y,
  "x1^2": ([x]) => x * x,
  "x2^2": ([, y]) => y * y,
  x1x2: ([x, y]) => x * y,
  sinx1: ([x]) => Math.sin(x),
  sinx2: ([, y]) => Math.sin(y),
};

/** Of the hidden layers: the activation, and its derivative from input and output. */
const ACTIVATIONS = {
  tanh: [Math.tanh, (z, a) => 1 - a * a],
  relu: [(z) => Math.max(z, 0), (z) => (z > 0 ? 1 : 0)],
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (z, a) => a * (1 - a)],
};

/** What the network is given of raw inputs: these features of points in the plane, or the inputs themselves. */
export const encode = (inputs, features) =>
  features ? inputs.map((point) => features.map((name) => FEATURES[name](point))) : inputs;

/**
 * Loss, accuracy and gradients over all examples.
 *
 * `arrays` are `layers.<i>.weight` (`[inputs, units]`) and `layers.<i>.bias`, in any order. With `classes`, the output is
 * softmax with cross-entropy; without, it is tanh with squared error, the mean over examples of (ŷ − y)².
 */
export function evaluate(arrays, inputs, targets, { activation, classes = false, l2 = 0 }) {
  const layers = take(arrays);
  const [hidden, slope] = ACTIVATIONS[activation];
  const gradients = layers.map(({ weight, bias }) => ({
    weight: new Float64Array(weight.values.length),
    bias: new Float64Array(bias.values.length),
  }));
  let [loss, right] = [0, 0];
  inputs.forEach((input, example) => {
    const target = targets[example];
    const signals = [input];
    const sums = [];
    layers.forEach((layer, index) => {
      const z = forward(layer, signals[index]);
      sums.push(z);
      const last = index + 1 === layers.length;
      signals.push(last ? (classes ? softmax(z) : z.map(Math.tanh)) : z.map(hidden));
    });
    const output = signals.at(-1);
    let delta;
    if (classes) {
      loss -= target.reduce((sum, share, index) => sum + (share > 0 ? share * Math.log(output[index]) : 0), 0);
      right += largest(output) === largest(target) ? 1 : 0;
      delta = output.map((share, index) => share - target[index]);
    } else {
      loss += output.reduce((sum, value, index) => sum + (value - target[index]) ** 2, 0) / output.length;
      right += output.every((value, index) => value >= 0 === target[index] >= 0) ? 1 : 0;
      delta = output.map((value, index) => ((2 * (value - target[index])) / output.length) * (1 - value * value));
    }
    for (let index = layers.length - 1; index >= 0; index -= 1) {
      const { weight } = layers[index];
      const [rows, columns] = weight.shape;
      const before = signals[index];
      const next = new Array(rows).fill(0);
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
          gradients[index].weight[row * columns + column] += before[row] * delta[column];
          next[row] += weight.values[row * columns + column] * delta[column];
        }
      }
      delta.forEach((value, column) => {
        gradients[index].bias[column] += value;
      });
      if (index > 0) delta = next.map((value, row) => value * slope(sums[index - 1][row], signals[index][row]));
    }
  });
  const count = inputs.length;
  const named = layers.flatMap(({ weight, bias }, index) => [
    {
      ...weight,
      values: weight.values.map((w, place) => gradients[index].weight[place] / count + l2 * w),
    },
    { ...bias, values: bias.values.map((_, place) => gradients[index].bias[place] / count) },
  ]);
  return { loss: loss / count, accuracy: right / count, gradients: named };
}

/** w − η g for all of them, in the gradients' order; then every weight (not the biases) η · l1 nearer to 0, and no further. */
export const descend = (arrays, gradients, rate, l1 = 0) =>
  gradients.map(({ name, shape, values }) => {
    const before = arrays.find((array) => array.name === name).values;
    const nearer = shape.length > 1 ? rate * l1 : 0;
    const shrunk = (w) => Math.sign(w) * Math.max(Math.abs(w) - nearer, 0);
    return { name, shape, values: values.map((gradient, index) => shrunk(before[index] - rate * gradient)) };
  });

function take(arrays) {
  const find = (name) => arrays.find((array) => array.name === name);
  const layers = [];
  while (find(`layers.${layers.length}.weight`)) {
    const index = layers.length;
    layers.push({ weight: find(`layers.${index}.weight`), bias: find(`layers.${index}.bias`) });
  }
  if (2 * layers.length !== arrays.length) throw new Error("the parameters are not those of a multilayer perceptron");
  return layers;
}

function forward({ weight, bias }, input) {
  const columns = weight.shape[1];
  const sums = [...bias.values];
  input.forEach((value, row) => {
    if (value === 0) return;
    for (let column = 0; column < columns; column += 1) sums[column] += value * weight.values[row * columns + column];
  });
  return sums;
}

function softmax(z) {
  const top = Math.max(...z);
  const powers = z.map((value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

const largest = (values) => values.indexOf(Math.max(...values));
