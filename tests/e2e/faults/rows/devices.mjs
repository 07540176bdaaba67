// A GPU that is absent, refuses, never answers, computes wrongly, or goes away.
import { setTimeout as sleep } from "node:timers/promises";
import { recorded, told } from "../watch.mjs";

const GPU = ["webgpu"];
const TO_CPU = { device: "cpu", words: /(?:WebGPU|GPU|graphics (?:device|adapter)|trainer)[^.]*(?:cannot|not|lost|wrong|failed|stopped|no result|little memory)/i };

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

/** WebGPU cannot be used from the beginning: the CPU trains, and the page says why. */
const refused = (name, fault, how, inWorker, expect = {}) => ({
  name,
  fault,
  how,
  devices: GPU,
  inWorker,
  fromTheStart: true,
  // Nothing was there that could be lost.
  expect: { ...TO_CPU, within: 20, never: /device was lost/, ...expect },
});

/** WebGPU fails in the middle of training: the CPU goes on where it was. */
const fails = (name, fault, how, inWorker, expect = {}) => ({ name, fault, how, devices: GPU, inWorker, keepsLoss: true, expect: { ...TO_CPU, ...expect } });

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
    const begin = Date.now();
    const outcome = await stage.call(20, ...ask.call);
    return { said: [...told(await recorded(stage.page)), `the promise: ${outcome}`], again: outcome === "open" ? null : (Date.now() - begin) / 1000, stuck: "the promise is open after 20 s" };
  },
  expect: { words: ask.words },
});

export default [
  refused("gpu-undefined", "the browser has no WebGPU", "`navigator.gpu` is undefined in the worker", 'Object.defineProperty(WorkerNavigator.prototype, "gpu", { value: undefined });'),
  refused("adapter-null", "there is no graphics adapter", "`requestAdapter()` gives null", "GPU.prototype.requestAdapter = async () => null;"),
  refused("adapter-throws", "asking for an adapter throws", "`requestAdapter()` throws", 'GPU.prototype.requestAdapter = () => { throw new Error("no"); };'),
  refused("adapter-rejects", "the adapter is refused", "`requestAdapter()` is rejected", 'GPU.prototype.requestAdapter = async () => { throw new Error("no"); };'),
  refused("adapter-never", "the adapter never comes", "`requestAdapter()` never settles", "GPU.prototype.requestAdapter = () => new Promise(() => {});"),
  refused("device-rejects", "the device is refused", "`requestDevice()` is rejected", 'GPUAdapter.prototype.requestDevice = async () => { throw new Error("no"); };'),
  refused("device-never", "the device never comes", "`requestDevice()` never settles", "GPUAdapter.prototype.requestDevice = () => new Promise(() => {});"),
  refused("writes-wrong", "the GPU keeps wrong numbers", "one bit of every floating-point number that is written to the GPU is wrong", `const wrong = () => true; ${CORRUPT}`, { within: 60 }),
  refused(
    "kernels-wrong",
    "the GPU computes wrongly",
    "every sum in the kernels is a difference",
    "const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, { ...given, code: given.code.replaceAll('fma(', 'min(').replaceAll(/(\\bl_\\d+) \\+ (l_\\d+)/g, '$1 - $2') }); };",
    { within: 60 },
  ),
  refused(
    "kernels-refused",
    "no kernel compiles",
    "every kernel begins with a word that is none",
    "const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, { ...given, code: 'nonsense ' + given.code }); };",
    { within: 60 },
  ),
  settles("configure-never", "`configure({ device })` to an adapter that never comes", "`requestAdapter()` never settles, then `configure({ device: \"webgpu\" })`", "GPU.prototype.requestAdapter = () => new Promise(() => {});", {
    fragment: "v=1&device=cpu&play=1",
    call: ["configure", { device: "webgpu" }],
    words: /promise: (?:kept|rejected: .*WebGPU)/,
  }),
  settles("ready-never", "`ready` with an adapter that never comes", "`requestAdapter()` never settles; the link asks for WebGPU", "GPU.prototype.requestAdapter = () => new Promise(() => {});", {
    fragment: "v=1&device=webgpu",
    call: ["ready"],
    words: /promise: kept/,
  }),
  fails("destroyed", "the GPU is lost while it trains", "`GPUDevice.destroy()`", DEVICE("begin = () => device.destroy();")),
  {
    name: "destroyed-train",
    fault: "the GPU is lost while `train(n)` is waited for",
    how: "`train(3000)`, and `GPUDevice.destroy()` while it trains",
    devices: GPU,
    inWorker: DEVICE("begin = () => device.destroy();"),
    run: async (stage) => {
      await stage.open("v=1&device=webgpu&play=1");
      await stage.trained();
      const asked = stage.call(60, "train", 3000);
      await sleep(3000);
      await stage.strike();
      const begin = Date.now();
      const outcome = await asked;
      return { said: [...told(await recorded(stage.page)), `the promise: ${outcome}`], again: /^kept at step/.test(outcome) ? (Date.now() - begin) / 1000 : null };
    },
    expect: TO_CPU,
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
    expect: { words: TO_CPU.words },
  },
  fails(
    "kernels-refused-late",
    "new kernels do not compile, and old ones cannot be started",
    "every new kernel begins with a word that is none; every start asks for 70,000 groups",
    `const create = GPUDevice.prototype.createShaderModule; GPUDevice.prototype.createShaderModule = function (given) { return create.call(this, bad ? { ...given, code: 'nonsense ' + given.code } : given); };
     const start = GPUComputePassEncoder.prototype.dispatchWorkgroups; GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...given) { return bad ? start.call(this, 70000, 1, 1) : start.apply(this, given); };`,
  ),
  fails(
    "zeros-come-back",
    "nothing but zeros comes back from the GPU",
    "what is read back is overwritten with zeros",
    "const mapped = GPUBuffer.prototype.getMappedRange; GPUBuffer.prototype.getMappedRange = function (...given) { const range = mapped.apply(this, given); if (bad && this.usage & GPUBufferUsage.MAP_READ) new Uint8Array(range).fill(0); return range; };",
  ),
  fails("writes-wrong-late", "the GPU begins to keep wrong numbers", "one bit of every floating-point number that is written to the GPU is wrong", `const wrong = () => bad; ${CORRUPT}`),
  fails(
    "reading-never",
    "reading back from the GPU never ends",
    "`GPUBuffer.mapAsync()` never settles",
    "const map = GPUBuffer.prototype.mapAsync; GPUBuffer.prototype.mapAsync = function (...given) { return bad ? new Promise(() => {}) : map.apply(this, given); };",
  ),
  fails(
    "reading-fails",
    "reading back from the GPU fails",
    "`GPUBuffer.mapAsync()` is rejected",
    "const map = GPUBuffer.prototype.mapAsync; GPUBuffer.prototype.mapAsync = function (...given) { return bad ? Promise.reject(new DOMException('lost', 'OperationError')) : map.apply(this, given); };",
  ),
  fails(
    "gpu-memory",
    "the GPU has no memory left",
    "every new buffer is asked for with 2⁴⁰ bytes",
    "const create = GPUDevice.prototype.createBuffer; GPUDevice.prototype.createBuffer = function (given) { return create.call(this, bad ? { ...given, size: 2 ** 40 } : given); };",
  ),
];
