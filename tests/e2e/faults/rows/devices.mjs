// A GPU that is absent, refuses, never answers, computes wrongly, or goes away.
import { setTimeout as sleep } from "node:timers/promises";
import { deviceOf } from "../stage.mjs";
import { recorded, told, until } from "../watch.mjs";

const GPU = ["webgpu"];

/** What is said of WebGPU, by cause. */
const NONE = /WebGPU cannot be used here: this browser has none, or no graphics adapter for it/;
const WITHHELD = /The browser did not make WebGPU available/;
const MUTE = /WebGPU did not answer for \d+ seconds/;
const WRONG = /WebGPU computes wrongly here: in its self-test/;
const WRONG_STEP = /WebGPU computed step .* wrongly/;
const LOST = /The graphics device was lost/;
const UNREAD = /The graphics device did not give back what it computed/;
const MEMORY = /The graphics device has too little memory/;
/** The browser or the GPU takes a program, or a call, as wrong. */
const REFUSED = /(?:WebGPU|GPU|graphics device|graphics adapter|browser)[^.]*(?:refuse|reject|not accept|not take|error)/i;

/**
 * Bytes that are written to the device with one bit wrong in each floating-point number. Whole numbers, which are small, stay: a shape of 16 million rows
 * would keep the software adapter, and with it the whole browser, from ever drawing again.
 */
const CORRUPT = `const write = GPUQueue.prototype.writeBuffer;
  GPUQueue.prototype.writeBuffer = function (buffer, offset, data, ...rest) {
    if (!wrong()) return write.call(this, buffer, offset, data, ...rest);
    const bytes = new Uint8Array(ArrayBuffer.isView(data) ? data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) : data.slice(0));
    for (let at = 3; at < bytes.length; at += 4) if (bytes[at] > 1) bytes[at] ^= 1;
    return write.call(this, buffer, offset, bytes, ...rest);
  };`;
const DEVICE = (text) => `const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...given) { const device = await request.apply(this, given); ${text} return device; };`;

/** The software adapter takes some steps of it a second. */
const LARGE = "layers=128,128&batch=128&points=1000";

/** An adapter that is asked for, of which the page is told, and never comes. */
const ADAPTER_NEVER = "GPU.prototype.requestAdapter = () => { reached.postMessage('now'); return new Promise(() => {}); };";

/** WebGPU cannot be used from the beginning: the CPU trains, and the page says why. */
const refused = (name, fault, how, inWorker, words, expect = {}) => ({
  name,
  fault,
  how,
  devices: GPU,
  inWorker,
  fromTheStart: true,
  // Nothing was there that could be lost.
  expect: { device: "cpu", words, within: 20, never: /device was lost/, ...expect },
});

/** WebGPU fails in the middle of training: the CPU goes on where it was. */
const fails = (name, fault, how, inWorker, words, rest = {}) => ({
  name,
  fault,
  how,
  devices: GPU,
  inWorker,
  keepsLoss: true,
  expect: { device: "cpu", words },
  ...rest,
});

/** A promise of the scripting interface that waits for a device: it settles with a reason. */
const settles = (name, fault, how, inWorker, ask) => ({
  name,
  fault,
  how,
  devices: GPU,
  inWorker,
  run: async (stage) => {
    await stage.open(ask.fragment);
    await stage.scripted();
    await stage.page.evaluate(() => {
      new BroadcastChannel("reached").onmessage = () => { globalThis.reached ??= Date.now(); };
    });
    const begin = Date.now();
    const outcome = await stage.call(20, ...ask.call);
    const settled = Date.now();
    const seconds = (settled - begin) / 1000;
    // The page says it, too, and at most as late.
    await until(stage.page, 13 - seconds, (now) => now.words.some(([, sentence]) => MUTE.test(sentence)));
    const reached = await stage.page.evaluate(() => globalThis.reached);
    if (!reached) throw new Error("nobody asked for an adapter");
    const since = reached < settled ? `, ${((settled - reached) / 1000).toFixed(1)} s after the adapter was asked for` : "";
    const said = [...told(await recorded(stage.page)), `the promise: ${outcome}`, `settled after ${seconds.toFixed(1)} s${since}`];
    return { said, again: outcome === "open" ? null : seconds, stuck: "the promise is open after 20 s" };
  },
  // Ten seconds without an answer, and the time to fetch and start the worker that waits for one.
  expect: { atMost: 12, words: [MUTE, ask.words] },
});

export default [
  refused("gpu-undefined", "the browser has no WebGPU", "`navigator.gpu` is undefined in the worker", 'Object.defineProperty(WorkerNavigator.prototype, "gpu", { value: undefined });', NONE),
  refused("adapter-null", "there is no graphics adapter", "`requestAdapter()` gives null", "GPU.prototype.requestAdapter = async () => null;", NONE),
  refused(
    "adapter-throws",
    "asking for an adapter throws",
    "`requestAdapter()` throws",
    'GPU.prototype.requestAdapter = () => { throw new Error("no"); };',
    new RegExp([NONE, WITHHELD, REFUSED].map(({ source }) => source).join("|"), "i"),
  ),
  refused("adapter-rejects", "the adapter is refused", "`requestAdapter()` is rejected", 'GPU.prototype.requestAdapter = async () => { throw new Error("no"); };', NONE),
  refused("adapter-never", "the adapter never comes", "`requestAdapter()` never settles", "GPU.prototype.requestAdapter = () => new Promise(() => {});", MUTE),
  refused("device-rejects", "the device is refused", "`requestDevice()` is rejected", 'GPUAdapter.prototype.requestDevice = async () => { throw new Error("no"); };', WITHHELD),
  refused("device-never", "the device never comes", "`requestDevice()` never settles", "GPUAdapter.prototype.requestDevice = () => new Promise(() => {});", MUTE),
  refused("writes-wrong", "the GPU keeps wrong numbers", "one bit of every floating-point number that is written to the GPU is wrong", `const wrong = () => true; ${CORRUPT}`, WRONG, { within: 60 }),
  refused(
    "kernels-wrong",
    "the GPU computes wrongly",
    "every sum in the kernels is a difference, and every fused one a mixture",
    "const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, { ...given, code: given.code.replaceAll('fma(', 'mix(').replaceAll(/(\\bl_\\d+) \\+ (l_\\d+)/g, '$1 - $2') }); };",
    WRONG,
    { within: 60 },
  ),
  refused(
    "kernels-refused",
    "no kernel compiles",
    "every kernel begins with a word that is none",
    "const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, { ...given, code: 'nonsense ' + given.code }); };",
    REFUSED,
    { within: 60 },
  ),
  settles("configure-never", "`configure({ device })` to an adapter that never comes", "`requestAdapter()` never settles, then `configure({ device: \"webgpu\" })`", ADAPTER_NEVER, {
    fragment: "v=1&device=cpu&play=1",
    call: ["configure", { device: "webgpu" }],
    words: /promise: rejected: WebGPU did not answer/,
  }),
  settles("ready-never", "`ready` with an adapter that never comes", "`requestAdapter()` never settles; the link asks for WebGPU", ADAPTER_NEVER, {
    fragment: "v=1&device=webgpu",
    call: ["ready"],
    words: /promise: kept/,
  }),
  fails("destroyed", "the GPU is lost while it trains", "`GPUDevice.destroy()`", DEVICE("begin = () => device.destroy();"), LOST),
  {
    name: "destroyed-train",
    fault: "the GPU is lost while `train(n)` is waited for",
    how: "`train(3000)`, and `GPUDevice.destroy()` while it trains",
    devices: GPU,
    inWorker: DEVICE("begin = () => device.destroy();"),
    run: async (stage) => {
      await stage.open("v=1&device=webgpu&play=1");
      await stage.trained();
      const from = (await recorded(stage.page)).steps.at(-1)[1];
      const asked = stage.call(60, "train", 3000);
      if (await Promise.race([asked, sleep(3000)])) throw new Error("the promise was settled before the fault");
      await stage.strike();
      const begin = Date.now();
      const outcome = await asked;
      // A step or two may have been taken between the look at the step and the call.
      const steps = Number(/^kept at step (\d+)$/.exec(outcome)?.[1]) - from;
      const again = steps >= 3000 && steps < 3500 ? (Date.now() - begin) / 1000 : null;
      const now = await recorded(stage.page);
      return { said: [...told(now), `the promise: ${outcome}`], again, stuck: `the promise, from step ${from}: ${outcome}`, trainsOn: deviceOf(now) };
    },
    expect: { device: "cpu", words: LOST },
  },
  {
    name: "gpu-process",
    fault: "the browser's GPU process crashes",
    how: "`Browser.crashGpuProcess` of the developer tools",
    devices: GPU,
    strike: async ({ browser }) => {
      const tools = await browser.newBrowserCDPSession();
      await tools.send("Browser.crashGpuProcess").catch(() => {});
    },
    expect: { device: "cpu", words: LOST },
  },
  fails(
    "kernels-refused-late",
    "new kernels do not compile, and old ones cannot be started",
    "every new kernel begins with a word that is none; every start asks for 70,000 groups",
    `const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, bad ? { ...given, code: 'nonsense ' + given.code } : given); };
     const start = GPUComputePassEncoder.prototype.dispatchWorkgroups; GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...given) { return bad ? start.call(this, 70000, 1, 1) : start.apply(this, given); };`,
    REFUSED,
  ),
  fails(
    "zeros-come-back",
    "nothing but zeros comes back from the GPU",
    "what is read back is overwritten with zeros",
    "const mapped = GPUBuffer.prototype.getMappedRange; GPUBuffer.prototype.getMappedRange = function (...given) { const range = mapped.apply(this, given); if (bad && this.usage & GPUBufferUsage.MAP_READ) new Uint8Array(range).fill(0); return range; };",
    WRONG_STEP,
  ),
  fails("writes-wrong-late", "the GPU begins to keep wrong numbers", "one bit of every floating-point number that is written to the GPU is wrong", `const wrong = () => bad; ${CORRUPT}`, WRONG_STEP),
  fails(
    "writes-wrong-late-large",
    "the same with a larger network, which takes some steps a second here",
    `\`${LARGE}\`; one bit of every floating-point number that is written to the GPU is wrong`,
    `const wrong = () => bad; ${CORRUPT}`,
    WRONG_STEP,
    { fragment: LARGE },
  ),
  fails(
    "reading-never",
    "reading back from the GPU never ends",
    "`GPUBuffer.mapAsync()` never settles",
    "const map = GPUBuffer.prototype.mapAsync; GPUBuffer.prototype.mapAsync = function (...given) { return bad ? new Promise(() => {}) : map.apply(this, given); };",
    MUTE,
  ),
  fails(
    "reading-fails",
    "reading back from the GPU fails",
    "`GPUBuffer.mapAsync()` is rejected",
    "const map = GPUBuffer.prototype.mapAsync; GPUBuffer.prototype.mapAsync = function (...given) { return bad ? Promise.reject(new DOMException('lost', 'OperationError')) : map.apply(this, given); };",
    UNREAD,
  ),
  fails(
    "gpu-memory",
    "the GPU has no memory left",
    "every new buffer is asked for with 2⁴⁰ bytes",
    "const create = GPUDevice.prototype.createBuffer; GPUDevice.prototype.createBuffer = function (given) { return create.call(this, bad ? { ...given, size: 2 ** 40 } : given); };",
    MEMORY,
  ),
];
