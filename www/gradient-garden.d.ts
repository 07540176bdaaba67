/** The scripting interface of Gradient Garden: `globalThis.gradientGarden` on its page, and the element `<gradient-garden>`. */

/**
 * Measurements that belong to one state of the parameters.
 *
 * In the lesson `gan`, `trainLoss` is the discriminator's loss and `testLoss` the generator's; `trainAccuracy` is the share of the
 * discriminator's answers that are right (half over real examples, half over fakes), `testAccuracy` the share of fakes within three
 * noise widths of the data (absent for digits), over `trainExamples` real examples and `testExamples` fakes.
 */
export interface Metrics {
  /** Optimizer steps taken. */
  step: number;
  /** Passes over the training examples, with fraction. */
  epoch: number;
  /**
   * The mean over training examples of the lesson's loss, without penalties. Of a squared error it is the whole square: the mean
   * of (ŷ − y)², or of its mean over the outputs, and not half of it (TensorFlow Playground shows half). Cross-entropies are in
   * nats; of several answers of one example (a sequence) it is their mean.
   */
  trainLoss: number;
  /** The same over test examples; the same as `trainLoss` in lessons without test examples (`neuron`, `xor`). */
  testLoss: number;
  /** Share of training examples classified right, 0…1; absent for regression. */
  trainAccuracy?: number;
  /** Share of test examples classified right, 0…1; absent for regression. */
  testAccuracy?: number;
  /** Training examples measured: a sample of a large set. */
  trainExamples: number;
  /** Test examples measured: a sample while a large set trains; all of them when paused, or as many as the option `tested` says. */
  testExamples: number;
  /** Learning rate of the next step. */
  learningRate: number;
  /** Optimizer steps per second of the training that goes on or has just ended; absent in `history()`. */
  stepsPerSecond?: number;
  /** The device that trains; absent in `history()`. */
  device?: "cpu" | "webgpu";
  /** Trainable numbers; only in `metrics()`. */
  parameters?: number;
  /** Floating-point operations of one optimizer step; only in `metrics()`. */
  flopsPerStep?: number;
  /** Optimizer steps per epoch; only in `metrics()`. */
  stepsPerEpoch?: number;
  /** Inside a frame that nobody sees, training waits until it is seen; only in `metrics()`, and only while it waits. */
  outOfSight?: true;
}

/** The loss of one optimizer step's batch, without penalties. */
export interface BatchLoss {
  /** Optimizer steps taken before this one: the loss belongs to the parameters as they were then. */
  step: number;
  /** Mean loss over the batch; in the lesson `gan` the discriminator's, absent where only the generator took the step. */
  loss?: number;
  /** The generator's, in the lesson `gan`. */
  generatorLoss?: number;
}

/** A named array in row-major order. */
export interface NamedArray {
  /** Such as `layers.0.weight` (shape `[inputs, units]`) or `layers.0.bias` (shape `[units]`). */
  name: string;
  shape: number[];
  values: Float32Array;
}

/** What one layer answers to an input. */
export interface Activation {
  /**
   * Such as `layers.0`; no two are the same. Of a recurrent network: the cell's gates and states over time (`cell.forget`,
   * `cell.output`, `cell.hidden`), then `output`.
   */
  layer: string;
  shape: number[];
  values: Float32Array;
}

/** Examples as the network is given them, before features are taken. */
export interface Examples {
  inputs: number[][];
  targets: number[][];
}

/**
 * What can be configured: the keys of the URL. Lists may be arrays or comma-separated. A number may be a text as people write it
 * (`"0,03"`, `"2 × 10⁻⁵"`); one that can be read in two ways (`"1,000"`) is refused.
 *
 * `hide` takes names of groups (`data`), of single options (`activation`), of data sets and features (`hills`, `sinx1`), and of regions,
 * buttons and switches (`header`, `play`, `testpoints`); `docs/options.md` lists them. What is hidden can still be configured. `features` may be
 * empty: then there is no network until an input is chosen, and whatever asks for one is rejected.
 */
export type Options = Record<string, string | number | boolean | (string | number)[]>;

/**
 * Whatever is passed, no call throws: a mistake is a rejected promise, whose error names the argument, what it was, and what is
 * allowed. `play`, `pause`, `options`, `metrics`, `history` and `batchLosses` take no arguments.
 */
export interface GradientGarden {
  /**
   * Kept when the first trainer is there and has built the run, or waits for an input to be chosen. Rejected where that failed, with the
   * reason; it stays so, but calls are answered as things are by then: a file may have come, another network may have been chosen.
   */
  readonly ready: Promise<{ version: string; device: "cpu" | "webgpu"; adapter?: string }>;
  /** Every option, with the same keys as the URL. */
  options(): Options;
  /**
   * Changes options, all or none. Rejects with a message that names the key, the value and what is allowed, also for a value beyond its
   * range, which a link would change to the nearest. A text has at most 8,192 characters, a list at most 4,096 items.
   */
  configure(options: Options): Promise<void>;
  play(): void;
  pause(): void;
  /** Starts over with the same seed. */
  reset(): Promise<void>;
  /** Exactly that many optimizer steps, a whole number from 1 to 1,000,000,000, then paused. */
  train(steps: number): Promise<Metrics>;
  /** The newest measurements; null before there are any. */
  metrics(): Metrics | null;
  /**
   * Measurements over the run, by rising step: at fixed steps (each of the first ones, then 24 in every doubling, fewer where measuring is
   * costly), and the newest. On the CPU the same seed gives the same list, bit for bit, played or trained by `train`.
   */
  history(): Metrics[];
  /** Losses of the run's batches: of the first 1,000 steps all, then 500 in every doubling. */
  batchLosses(): BatchLoss[];
  /** In the lesson `gan`: the real examples, each with target 1, and no test examples. */
  dataset(): Promise<{ train: Examples; test: Examples }>;
  parameters(): Promise<NamedArray[]>;
  /**
   * Replaces parameters by name and shape; those not named stay. A layer's weights are `[inputs, units]`, which is the transpose of
   * PyTorch's; docs/parameters.md carries each kind of layer over. Rejects where one of them does not fit,
   * is there twice, or contains what is no finite number; nothing is changed then. At most as many values as the network has.
   */
  setParameters(parameters: { name: string; shape: number[]; values: ArrayLike<number> }[]): Promise<Metrics>;
  /**
   * Of the last step's smooth loss: that of its batch and the L2 penalty. The L1 penalty is not in it: |w| has no gradient at 0, and
   * each step takes it up after the gradient, by moving weights towards 0 (soft-thresholding). In the lesson `gan`: of the last step
   * of each player.
   */
  gradients(): Promise<NamedArray[]>;
  /**
   * The outputs for each row; in the lesson `gan`: D(x). At most 100,000 rows and 8,000,000 numbers, all finite; a row may be a typed
   * array.
   */
  predict(inputs: ArrayLike<number>[]): Promise<number[][]>;
  /**
   * In the lesson `gan`: the discriminator's layers for the row, and `generator.samples`, what the generator makes now of fixed random
   * numbers: shape `[1000, 2]`, or `[100, 784]` for digits.
   */
  activations(input: ArrayLike<number>): Promise<Activation[]>;
  /**
   * The run as a file:
   * - `dataset`: the examples as CSV, each with its part (`training` or `test`; in the lesson `gan`, `real` or `generated`),
   * - `history`: `history()` as CSV; `csv` is another name for it,
   * - `safetensors`: the parameters; `__metadata__` has their order, the link of the run and the version,
   * - `json`: options, metrics, history and parameters,
   * - `png`: a picture: of the panel of this name (as in the option `panels`: `export("png", "network")`), else of the lesson's
   *   main panel.
   *
   * Rejects where there is no such picture or the browser does not give it out.
   */
  export(format: "dataset" | "history" | "csv" | "safetensors" | "json" | "png", panel?: string): Promise<Blob>;
}

/**
 * The same by way of an embedded page: whatever is not a promise there is one here. Every promise is settled. It is rejected, with
 * the reason, when the playground is not there 30 s after it began to load, when its trainer has not started 60 s after that, when it
 * gives no sign of life for 15 s, and when the element is removed or moved in the document; but `moveBefore()` moves it and loses
 * nothing. Otherwise a call takes as long as what it asks for. A call loads the playground wherever the element is, displayed or not.
 */
export type Embedded = {
  [Name in keyof GradientGarden]: GradientGarden[Name] extends (...given: infer Given) => infer Result
    ? (...given: Given) => Promise<Awaited<Result>>
    : GradientGarden[Name];
};

/**
 * `<gradient-garden lesson="boundary" data="spiral" hide="device" …>`: every option may be an attribute, by its name or as
 * `option-<name>`; `hidden`, `lang` and `width` only so, because HTML has taken their names. `width` and `height` are the element's size,
 * `src` is another address of the playground. Out of sight nothing is trained but what a call asked for.
 *
 * Keys that the playground does not use are `keydown` events of the element; Escape gives the keyboard back to the page.
 */
export interface GradientGardenElement extends HTMLElement, Embedded {}

declare global {
  var gradientGarden: GradientGarden;
  interface HTMLElementTagNameMap {
    "gradient-garden": GradientGardenElement;
  }
}
