// Trainers that end, hang, fail in the middle of a step, or run out of memory.
import { setTimeout as sleep } from "node:timers/promises";
import { reached } from "../stage.mjs";
import { recorded, told, trains, until } from "../watch.mjs";

const BOTH = ["cpu", "webgpu"];
/** The trainer stopped by itself, and training goes on from what was kept; of WebGPU's it is named whose it was. */
const STOPPED = {
  words: /The trainer stopped by itself\. A new one goes on/,
  webgpu: { words: /The trainer for WebGPU stopped by itself\. The CPU trains instead/, device: "cpu" },
};
/** The trainer is there, but does not react. */
const SILENT = {
  words: /The trainer did not answer for \d+ seconds/,
  webgpu: { words: /WebGPU did not answer for \d+ seconds/, device: "cpu" },
};
/** Its first script never says anything. */
const MUTE = /did not answer for ten seconds/;
/** Nothing went wrong that a person should know. */
const NOTHING = /^$/;
/** Advice on the network's size as the only thing to try, where its size has nothing to do with it. */
const NOT_SIZE = /(?:^|\. )Make the network/;

/** A trap in the middle of the program: a function that it calls throws. */
const trap = (times = 1) => `let left = 0; const now = performance.now.bind(performance); begin = () => { left = ${times}; };
  Performance.prototype.now = () => { if (left > 0) { left -= 1; throw new WebAssembly.RuntimeError("unreachable"); } return now(); };`;
const HANG = "begin = () => { for (;;); };";

/** A click on a control while the trainer hangs: what it asks for has to happen within 10 s. */
const whileHung = ({ name, fault, act, done, wrong }) => ({
  name,
  fault,
  how: "an endless loop in the worker while it trains, then the control two seconds later",
  devices: BOTH,
  inWorker: HANG,
  // Whoever asked for something gets it; that the trainer hung is worth a word only where it shows.
  expect: { atMost: 10, only: /was broken off, because it takes too long|did not answer for \d+ seconds/ },
  run: async (stage) => {
    await stage.open(`v=1&device=${stage.device}&play=1`);
    await stage.trained();
    const before = await recorded(stage.page);
    await stage.strike();
    await sleep(2000);
    const hung = (await recorded(stage.page)).steps.at(-1)[1];
    const begin = Date.now();
    await act(stage);
    // Only what was recorded since: the step was 0 at the beginning, too.
    const came = await until(stage.page, 10, (now) => {
      const steps = now.steps.filter(([at]) => at > begin).map(([, value]) => value);
      return trains(now, begin) && done(steps, hung, now.device);
    });
    const after = (Date.now() - begin) / 1000;
    const now = await recorded(stage.page);
    const dead = now ? await wrong?.(stage) : "the page does not answer";
    return { said: told(now, before), again: came ? after : null, dead };
  },
});

/** A promise of the scripting interface that was given before the fault. */
const promised = ({ name, fault, how, inWorker, call, settles, words }) => ({
  name,
  fault,
  how,
  devices: ["cpu"],
  inWorker,
  run: async (stage) => {
    await stage.open("v=1&device=cpu");
    await stage.ready();
    const asked = stage.call(60, ...call);
    if (await Promise.race([asked, sleep(3000)])) throw new Error("the promise was settled before the fault");
    await stage.strike();
    const begin = Date.now();
    const outcome = await asked;
    const now = await recorded(stage.page);
    return { said: [...told(now), `the promise: ${outcome}`], again: settles.test(outcome) ? (Date.now() - begin) / 1000 : null, stuck: `the promise: ${outcome}` };
  },
  expect: { words, never: NOT_SIZE },
});

export default [
  {
    name: "ended",
    fault: "the worker is ended from outside, as browsers do when memory is short",
    how: "`Worker.terminate()` while it trains",
    devices: BOTH,
    strike: ({ page }) => page.evaluate(() => globalThis.workers.forEach((worker) => worker.terminate())),
    expect: { ...SILENT, never: NOT_SIZE },
  },
  {
    name: "throws",
    fault: "an exception that nobody catches, in the worker",
    how: "a task in the worker throws an `Error` while it trains",
    devices: BOTH,
    inWorker: 'begin = () => { throw new Error("boom"); };',
    expect: { ...STOPPED, never: NOT_SIZE },
  },
  {
    name: "rejects",
    fault: "a rejected promise that nobody handles, in the worker",
    how: "a promise in the worker is rejected while it trains",
    devices: BOTH,
    inWorker: 'begin = () => { Promise.reject(new WebAssembly.RuntimeError("in a promise")); };',
    expect: { only: NOTHING, webgpu: { device: "webgpu" } },
  },
  {
    name: "trap",
    fault: "the trainer's program traps once in the middle of a step",
    how: "`performance.now()`, which the program calls, throws a `WebAssembly.RuntimeError`",
    devices: BOTH,
    inWorker: trap(),
    expect: { ...STOPPED, never: NOT_SIZE },
  },
  {
    name: "trap-less-motion",
    fault: "the same where the person asked for less motion, so that pictures are rare",
    how: "`prefers-reduced-motion: reduce`, then a trap",
    devices: ["cpu"],
    context: { reducedMotion: "reduce" },
    inWorker: trap(),
    expect: { ...STOPPED, never: NOT_SIZE },
  },
  {
    name: "trap-hidden-panels",
    fault: "the same where no panel is shown that a picture would be for",
    how: "`panels=loss` in the link, then a trap",
    devices: ["cpu"],
    fragment: "panels=loss",
    inWorker: trap(),
    expect: { ...STOPPED, never: NOT_SIZE },
  },
  {
    name: "trap-always",
    fault: "the trainer's program traps again as soon as it has started",
    how: "`performance.now()` throws in every worker that is started",
    devices: ["cpu"],
    inWorker: 'Performance.prototype.now = () => { throw new WebAssembly.RuntimeError("unreachable"); };',
    fromTheStart: true,
    expect: { resumes: false, words: /The trainer stopped three times in a row/ },
  },
  {
    name: "hangs",
    fault: "the worker hangs in the middle of training",
    how: "an endless loop in the worker",
    devices: BOTH,
    inWorker: HANG,
    expect: { ...SILENT, never: NOT_SIZE },
  },
  {
    name: "hangs-at-first",
    fault: "the first worker hangs before its program runs",
    how: "an endless loop in front of the program, in the first worker only",
    devices: ["cpu"],
    fromTheStart: true,
    inject: (site) => {
      // The second worker is served without it.
      site.faults.push({ part: "worker", times: 1, answer: (good) => ({ ...good, body: "for (;;);" }) });
    },
    expect: { words: MUTE, never: NOT_SIZE },
  },
  {
    name: "hangs-always",
    fault: "every worker hangs before its program runs",
    how: "an endless loop in front of the program",
    devices: BOTH,
    fromTheStart: true,
    inject: (site, device) => site.faults.push({ part: "worker", of: device === "cpu" ? ["dense", "cpu"] : "gpu", answer: (good) => ({ ...good, body: "for (;;);" }) }),
    expect: { words: MUTE, never: NOT_SIZE, resumes: false, webgpu: { resumes: true, device: "cpu", words: [MUTE, /program for WebGPU/] } },
  },
  whileHung({
    name: "reset-while-hung",
    fault: "Reset while the trainer hangs",
    act: async ({ page }) => {
      await page.getByRole("button", { name: "Reset", exact: true }).click();
      await page.getByRole("button", { name: "Play", exact: true }).click({ timeout: 5000 });
    },
    done: (steps, hung) => steps.includes(0) && steps.at(-1) < hung,
  }),
  whileHung({
    name: "lesson-while-hung",
    fault: "another lesson while the trainer hangs",
    act: ({ page }) => page.evaluate(() => { location.hash = "v=1&lesson=xor&play=1&device=cpu"; }),
    done: (steps) => steps.includes(0) || steps.includes(null),
    wrong: async (stage) => ((await stage.options())?.lesson === "xor" ? undefined : "the lesson is another one"),
  }),
  {
    ...whileHung({
      name: "device-while-hung",
      fault: "the CPU instead of WebGPU while WebGPU hangs",
      act: ({ page }) => page.evaluate(() => { globalThis.gradientGarden.configure({ device: "cpu" }).catch(() => {}); }),
      done: (steps, hung, device) => /Device: CPU/.test(device),
    }),
    devices: ["webgpu"],
  },
  promised({
    name: "train-trap",
    fault: "a trap while `train(n)` is waited for",
    how: "`train(20000)`, and a trap three seconds later",
    inWorker: trap(),
    words: STOPPED.words,
    call: ["train", 20_000],
    settles: /^kept at step 20000$/,
  }),
  promised({
    name: "train-hang",
    fault: "a hang while `train(n)` is waited for",
    how: "`train(20000)`, and an endless loop in the worker three seconds later",
    inWorker: HANG,
    words: SILENT.words,
    call: ["train", 20_000],
    settles: /^kept at step 20000$/,
  }),
  {
    name: "steps-trap",
    fault: "a trap while the page trains as far as its link says",
    how: "a link with `steps=30000`, and a trap while they are taken",
    devices: ["cpu"],
    inWorker: trap(),
    run: async (stage) => {
      await stage.open("v=1&device=cpu&steps=30000");
      if (!(await until(stage.page, 30, trains))) throw new Error("the page did not train");
      await sleep(3000);
      if ((await recorded(stage.page)).steps.at(-1)[1] >= 30_000) throw new Error("the steps were taken before the fault");
      await stage.strike();
      const begin = Date.now();
      const came = await until(stage.page, 60, ({ steps }) => steps.at(-1)[1] === 30_000);
      return { said: told(await recorded(stage.page)), again: came ? (Date.now() - begin) / 1000 : null };
    },
    expect: { words: STOPPED.words },
  },
  {
    name: "garbage-from-worker",
    fault: "a message of the worker that cannot be read",
    how: "the worker posts 64 bytes of 255 to the page",
    devices: BOTH,
    inWorker: "begin = () => { postMessage(new Uint8Array(64).fill(255).buffer); };",
    expect: { ...STOPPED, never: NOT_SIZE },
  },
  {
    name: "garbage-to-worker",
    fault: "a message to the worker that cannot be read",
    how: "64 bytes of 255 are posted to the worker",
    devices: BOTH,
    inWorker: `addEventListener("message", ({ data }) => {
      if (data.byteLength === 64 && new Uint8Array(data).every((byte) => byte === 255)) reached.postMessage("now");
    });`,
    strike: async ({ page }) => {
      const came = page.evaluate(reached);
      await page.evaluate(() => globalThis.workers.forEach((worker) => worker.postMessage(new Uint8Array(64).fill(255).buffer)));
      await came;
    },
    expect: { only: NOTHING, webgpu: { device: "webgpu" } },
  },
  {
    name: "memory",
    fault: "a network that does not fit into the memory",
    how: "the module's memory may grow to 24 MB only; then 3 layers of 1,024 units",
    devices: ["cpu"],
    // The page looks whether a module is the right one: it is changed only when it is compiled.
    inWorker: `${limited} const compile = WebAssembly.compile;
      WebAssembly.compileStreaming = async (answer) => compile(limited(new Uint8Array(await (await answer).arrayBuffer()), 384));`,
    strike: (stage) => stage.call(20, "configure", { layers: "1024,1024,1024" }).then((outcome) => `the promise: ${outcome}`),
    changes: true,
    expect: { resumes: false, words: [/about \d+ MB of memory, which is more than a page can have/, /promise: rejected: .*of memory/] },
  },
];

/** A module whose memory cannot grow past so many pages of 64 KiB. */
/* Part of it runs in a worker, in one line: no comments to the end of a line. */
function limited(bytes, pages) {
  let at = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const written = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...written(value >>> 7)]);
  while (at < bytes.length) {
    const begin = at;
    const id = bytes[at++];
    const length = number();
    const content = at;
    /* The section of memories: one of them, with flags and a least size. */
    if (id === 5) {
      at += 2;
      const least = number();
      const section = [1, 1, ...written(least), ...written(Math.max(least, pages))];
      return Uint8Array.from([...bytes.subarray(0, begin), 5, ...written(section.length), ...section, ...bytes.subarray(content + length)]);
    }
    at = content + length;
  }
  throw new Error("the module has no memory of its own");
}
