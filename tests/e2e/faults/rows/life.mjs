// A page that is hidden, frozen, left and come back to; a page whose own program fails; steps that take very long.
import { setTimeout as sleep } from "node:timers/promises";
import { TRAINS_ON } from "../devices.mjs";
import { names } from "../judge.mjs";
import { deviceOf } from "../stage.mjs";
import { course, deadPart, recorded, told, trains, until } from "../watch.mjs";

const BOTH = ["cpu", "webgpu"];
/** Nothing went wrong that a person should know. */
const NOTHING = /^$/;

const same = (count, units) => Array(count).fill(units).join();
/** How long a step takes. */
const TIME = /One step (?:of this network )?takes about [\d.]+\s(?:s|min)\b/;

/** Seconds in which Pause has to have an effect: on the CPU a step is broken off, what waits for a GPU may come to an end of its own. */
const PAUSED = { cpu: 5, webgpu: 15 };
/** Seconds without an answer of the worker that are a long step. */
const LONG = 3;

/** Text for a worker, which answers as soon as nothing keeps it; a step on the CPU does until it is done. */
const ANSWERS = "const asked = new BroadcastChannel('asked'); const answered = new BroadcastChannel('answered'); asked.onmessage = () => answered.postMessage(0);";

/** Runs in the page: keeps asking, and when the last answer came. */
function ask() {
  globalThis.answered = Date.now();
  const asked = new BroadcastChannel("asked");
  new BroadcastChannel("answered").onmessage = () => { globalThis.answered = Date.now(); };
  setInterval(() => asked.postMessage(0), 200);
}

/** Waits until `done(now, when the worker last answered)`, at most so many seconds; says whether it came to that. */
async function asked({ page }, seconds, done) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end; await sleep(200)) {
    if (done(Date.now(), await page.evaluate(() => globalThis.answered))) return true;
  }
  return false;
}

/** Presses Pause in the middle of a long step and looks what it does: `free()` says whether the worker is free in time. */
async function paused(stage, free) {
  const { page, device } = stage;
  const last = async () => (await recorded(page)).steps.at(-1)[1];
  const begin = Date.now();
  await page.getByRole("button", { name: "Pause", exact: true }).first().click({ timeout: 5000 });
  const shown = await page.getByRole("button", { name: "Play", exact: true }).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
  if (!shown) return { dead: "Pause does nothing for 5 s" };
  // The page shows Play at once; that nothing is computed any more is another thing.
  if (!(await free(begin))) return { dead: `Pause shows Play, and the worker is not free after ${PAUSED[device]} s` };
  const seconds = (Date.now() - begin) / 1000;
  await sleep(1000);
  const rested = await last();
  await sleep(6000);
  if ((await last()) !== rested) return { dead: "Pause shows Play, and training goes on" };
  return { line: `free ${seconds.toFixed(1)} s after Pause` };
}

/** Another lesson, and how long it takes until it trains. */
async function another({ page }) {
  const begin = Date.now();
  await page.evaluate(() => { location.hash = "v=1&lesson=xor&device=cpu&play=1"; });
  const came = await until(page, 15, (now) => trains(now, begin));
  return { again: came ? (Date.now() - begin) / 1000 : null, stuck: "another lesson does not train within 15 s" };
}

/** The options of a link, with a long list of equal numbers as `16 × 1024`. */
function shortened(fragment) {
  const short = fragment.replaceAll(/\b(\d+)(?:,\1){3,}\b/g, (list, units) => `${list.split(",").length} × ${units}`);
  return short.split("&").map((option) => `\`${option}\``).join(", ");
}

/** A network whose step takes very long: said before it is taken, ended by Pause within 5 s, and another network trains after it. */
const slow = (name, fault, fragment) => ({
  name,
  fault,
  how: `a link with ${shortened(fragment)}, Play, Pause in the middle of a step, then another lesson`,
  devices: ["cpu"],
  inWorker: ANSWERS,
  run: async (stage) => {
    const page = await stage.open(`v=1&device=cpu&${fragment}`);
    await until(page, 30, ({ words }) => words.some(([, sentence]) => TIME.test(sentence) || /more than a page can have/.test(sentence)));
    await page.evaluate(ask);
    // What is shown and measured before the first step is done.
    let busy = Date.now();
    const built = await asked(stage, 120, (now, answer) => {
      if (now - answer > 1500) busy = now;
      return now - busy > 5000;
    });
    if (!built) throw new Error("the network is not built and shown within 120 s");
    const before = await recorded(page);
    const said = told(before).filter(names).map((sentence) => `before Play: ${sentence}`);
    await page.getByRole("button", { name: "Play", exact: true }).first().click({ timeout: 5000 });
    if (!(await asked(stage, 60, (now, answer) => now - answer > 1000 * LONG))) throw new Error(`no step kept the worker for ${LONG} s: ${said.join(" ")}`);
    const { line, dead } = await paused(stage, (begin) => asked(stage, PAUSED.cpu - (Date.now() - begin) / 1000, (now, answer) => answer > begin));
    said.push(...told(await recorded(page), before).filter(names), ...[line].filter(Boolean));
    return { said, dead, ...(await another(stage)) };
  },
  expect: { words: new RegExp(`^before Play: ${TIME.source}`) },
});

/**
 * The same on WebGPU, whose speed nobody knows before the first steps: the time is said as soon as one was measured. What takes the software adapter long
 * need not take the CPU long.
 */
const slowOnWebGpu = (name, fault, fragment) => ({
  name,
  fault,
  how: `a link with ${shortened(fragment)}, Play, Pause in the middle of a step once its time is said, then another lesson`,
  devices: ["webgpu"],
  run: async (stage) => {
    const page = await stage.open(`v=1&device=webgpu&play=1&${fragment}`);
    if (!(await until(page, 90, ({ device }) => deviceOf({ device }) === "webgpu"))) throw new Error("WebGPU did not take over within 90 s");
    const begun = await recorded(page);
    // The CPU, which trained until now, is fast enough: whatever is said of the time is said of WebGPU.
    if (begun.words.some(([, sentence]) => TIME.test(sentence))) throw new Error("a step takes too long on the CPU already");
    const from = begun.steps.at(-1)[1];
    // The first steps wait for shaders; four are enough to know how long one takes.
    const measured = await until(page, 120, ({ steps, words }) => steps.at(-1)[1] >= from + 4 || words.some(([, sentence]) => TIME.test(sentence)));
    if (!measured) throw new Error(`WebGPU took ${(await recorded(page)).steps.at(-1)[1] - from} steps in 120 s`);
    const before = await recorded(page);
    const said = told(before).filter(names).map((sentence) => `while it trains: ${sentence}`);
    // A step has begun, and is not about to end.
    const [, step] = before.steps.at(-1);
    if (!(await until(page, 60, ({ steps }) => steps.at(-1)[1] > step))) throw new Error("no further step within 60 s");
    await sleep(700);
    const { line, dead } = await paused(stage, async (begin) => (await stage.call(PAUSED.webgpu - (Date.now() - begin) / 1000, "predict", [[0, 0]])) === "kept");
    said.push(...told(await recorded(page), before).filter(names), ...[line].filter(Boolean));
    return { said, dead, ...(await another(stage)) };
  },
  expect: { words: new RegExp(`^while it trains: ${TIME.source}`) },
});

/** What happens to a page that trains, and a look at it afterwards. */
const left = ({ name, fault, how, launch, leave, keeps = true, devices = BOTH }) => ({
  name,
  fault,
  how,
  devices,
  launch,
  run: async (stage) => {
    await stage.open(`v=1&device=${stage.device}&play=1`);
    await stage.trained();
    const before = await recorded(stage.page);
    const since = Date.now();
    await leave(stage);
    const begin = Date.now();
    const came = await until(stage.page, stage.device === "cpu" ? 15 : 60, (now) => trains(now, begin) && TRAINS_ON[stage.device].test(now.device));
    const now = await recorded(stage.page);
    const facts = course(now, since);
    return {
      said: told(now, before),
      lost: keeps ? facts.lost : undefined,
      lostSeconds: keeps ? facts.lostSeconds : 0,
      again: came ? (Date.now() - begin) / 1000 : null,
    };
  },
  expect: { only: NOTHING },
});

export default [
  left({
    name: "frozen",
    fault: "the page is hidden and frozen for 15 s",
    how: "another tab in front, `Page.setWebLifecycleState: frozen` for 15 s",
    leave: async ({ context, page }) => {
      const other = await context.newPage();
      await other.bringToFront();
      const tools = await context.newCDPSession(page);
      await tools.send("Page.setWebLifecycleState", { state: "frozen" });
      await sleep(15_000);
      await tools.send("Page.setWebLifecycleState", { state: "active" });
      await page.bringToFront();
      await other.close();
    },
  }),
  left({
    name: "no-frames",
    fault: "the page gets no animation frames for 15 s, as in a window behind others",
    how: "`requestAnimationFrame` calls nobody for 15 s",
    leave: async ({ page }) => {
      await page.evaluate(() => {
        const original = globalThis.requestAnimationFrame.bind(globalThis);
        const held = [];
        globalThis.held = held;
        globalThis.requestAnimationFrame = (call) => held.push(call);
        setTimeout(() => {
          globalThis.requestAnimationFrame = original;
          held.forEach((call) => original(call));
        }, 15_000);
      });
      await sleep(15_500);
      if ((await page.evaluate(() => globalThis.held.length)) === 0) throw new Error("nobody asked for a frame");
    },
  }),
  left({
    name: "left-and-back",
    fault: "the page is left for another one and come back to",
    how: "a link to another page, 3 s, the browser's Back (with its cache of pages)",
    launch: { ignoreDefaultArgs: ["--disable-back-forward-cache"] },
    devices: ["cpu"],
    leave: async ({ page, site }) => {
      site.documents.set("/elsewhere", { type: "text/html", body: Buffer.from("<title>Elsewhere</title>") });
      await page.goto(`${site.url}elsewhere`);
      await sleep(3000);
      await page.goBack({ waitUntil: "commit" });
      await sleep(2000);
    },
    // A page that the browser had to load again begins again, as its link says.
    keeps: false,
  }),
  left({
    name: "reloaded",
    fault: "the page is reloaded while it trains",
    how: "the browser's Reload",
    keeps: false,
    leave: ({ page }) => page.reload({ waitUntil: "commit" }),
  }),
  {
    name: "twice",
    fault: "the page is open twice",
    how: "two tabs that train, one second and the other",
    devices: BOTH,
    run: async (stage) => {
      await stage.open(`v=1&device=${stage.device}&play=1`);
      const first = stage.page;
      await stage.trained();
      await stage.open(`v=1&device=${stage.device}&play=1&data=spiral`);
      const begin = Date.now();
      const came = await until(stage.page, stage.device === "cpu" ? 20 : 90, (now) => trains(now) && TRAINS_ON[stage.device].test(now.device));
      const again = came ? (Date.now() - begin) / 1000 : null;
      // The one that was there first goes on as well.
      await first.bringToFront();
      const moment = Date.now();
      const both = await until(first, 15, (now) => trains(now, moment) && TRAINS_ON[stage.device].test(now.device));
      const said = [...told(await recorded(stage.page)), ...told(await recorded(first))];
      return { said, again: both ? again : null, stuck: came ? "the first tab does not go on" : undefined };
    },
    expect: { only: NOTHING },
  },
  {
    name: "page-trap",
    fault: "the page's own program traps",
    how: "`performance.now()` throws once when the page's program calls it",
    devices: ["cpu"],
    run: async (stage) => {
      await stage.open("v=1&device=cpu&play=1");
      await stage.trained();
      const before = await recorded(stage.page);
      await stage.page.evaluate(() => {
        const now = Performance.prototype.now;
        globalThis.thrown = 0;
        Performance.prototype.now = function () {
          // Others call it, too: the fault is for the program.
          if (globalThis.thrown === 0 && /wasm/.test(new Error().stack)) {
            globalThis.thrown += 1;
            throw new WebAssembly.RuntimeError("unreachable");
          }
          return now.call(this);
        };
      });
      const since = Date.now();
      await sleep(4000);
      if ((await stage.page.evaluate(() => globalThis.thrown)) === 0) throw new Error("the fault did not reach the page's program");
      const now = await recorded(stage.page);
      const said = told(now, before);
      // The program is the one that draws, too, and what it draws has to go on as well as the buttons.
      return { said, ...course(now, since), dead: trains(now, since) ? await deadPart(stage.page) : "the step stands still" };
    },
    expect: { only: NOTHING },
  },
  slow("slow-wide", "one step takes very long: 16 layers of 1,024 units", `layers=${same(16, 1024)}&batch=1024&points=5000&test=10&panels=loss`),
  slow("slow-convolutions", "one step takes very long: 12 convolutions of 256 filters", `lesson=convnet&filters=${same(12, 256)}&batch=8&tested=100&panels=loss`),
  slow("slow-sequence", "one step takes very long: a recurrent network of 512 units over 400 steps", "lesson=sequence&distance=400&hidden=512&embedding=512&batch=128&panels=loss"),
  slowOnWebGpu("slow-wide", "one step takes very long: 2 layers of 512 units, on the software adapter", "layers=512,512&batch=256&points=1000&lr=0.001&panels=loss"),
];
