// A long time on one page: all lessons on both devices, then six embedded pages. Memory stays level, nothing is reported in the
// console, there is one worker where there was one, and what nobody sees does not train.
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../browser.mjs";
import { lessonNames } from "../lessons.mjs";
import { KEEP_MEMORIES, memoryBytes } from "../memories.mjs";
import { write } from "./report.mjs";
import { Site } from "./site.mjs";
import { recorded, record, trains, until } from "./watch.mjs";

/** What a garbage collector may leave lying about. */
const HEAP = 4e6;
/** How much WebAssembly's memories may still grow in the second half of the time: how many pictures are on their way at once differs. */
const WASM = 8e6;

/** Runs everything and says whether it all held. */
export async function soak(behind, given) {
  const place = given.indexOf("--minutes");
  const minutes = place < 0 ? 30 : Number(given[place + 1]);
  const site = await Site.open(behind);
  site.inWorkers.push({ text: KEEP_MEMORIES });
  const browser = await chromium.launch(launchOptions);
  const parts = [
    () => lessons(browser, site, "cpu", 0.4 * minutes),
    () => lessons(browser, site, "webgpu", 0.4 * minutes),
    () => embeds(browser, site, 0.2 * minutes),
  ];
  const lines = [];
  try {
    for (const part of parts) {
      const line = await part();
      lines.push(line);
      console.log(`${line.name}: ${line.figures}${line.wrong.map((wrong) => `\n  ${wrong}`).join("")}`);
    }
  } finally {
    await browser.close();
    site.close();
  }
  const table = lines.map(({ name, figures, wrong }) => `| ${name} | ${figures} | ${wrong.length === 0 ? "held" : `**${wrong.join("; ")}**`} |`);
  await write("soak", `## ${minutes} minutes\n\n| what | measured | verdict |\n| --- | --- | --- |\n${table.join("\n")}\n`);
  return lines.every(({ wrong }) => wrong.length === 0);
}

async function opened(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.addInitScript(KEEP_MEMORIES);
  await page.addInitScript(record);
  await page.goto(address);
  return { context, page, errors };
}

/** Heap, WebAssembly memory and workers of a page with all its frames, in bytes. */
async function size(page) {
  const tools = await page.context().newCDPSession(page);
  await tools.send("HeapProfiler.collectGarbage");
  const { usedSize: heap } = await tools.send("Runtime.getHeapUsage");
  await tools.detach();
  const places = [...page.frames(), ...page.workers()];
  const sizes = await Promise.all(places.map((one) => one.evaluate(memoryBytes).catch(() => 0)));
  return { heap, wasm: sizes.reduce((a, b) => a + b, 0), workers: page.workers().length };
}

/** Around all lessons, a while in each, until the time is over. Looks at memory each time it is back at the first one. */
async function lessons(browser, site, device, minutes) {
  const { context, page, errors } = await opened(browser, `${site.url}#v=1&device=${device}`);
  await page.waitForFunction(() => globalThis.gradientGarden);
  await page.evaluate(() => gradientGarden.ready.then(() => undefined));
  const names = await lessonNames(page);
  const [end, sizes, still] = [Date.now() + 60_000 * minutes, [], new Set()];
  // Many rounds show more of a leak than long ones.
  const each = Math.max(2000, (60_000 * minutes) / names.length / 20);
  let rounds = 0;
  while (Date.now() < end || rounds < 2) {
    for (const lesson of names) {
      await page.evaluate(([name, on]) => gradientGarden.configure({ lesson: name, device: on }).then(() => gradientGarden.play()), [lesson, device]);
      // On the software adapter a lesson's shaders take up to half a minute.
      if (device === "webgpu") await until(page, 60, ({ steps }) => steps.at(-1)[1] > 0);
      await sleep(each);
      const now = await recorded(page);
      if (!(now?.steps.at(-1)[1] > 0)) still.add(lesson);
      // The record itself must not be what grows.
      await page.evaluate(() => { globalThis.watched.steps.length = 0; gradientGarden.pause(); });
    }
    rounds += 1;
    sizes.push(await size(page));
  }
  await context.close();
  const wrong = [...grown(sizes), ...errors.map((error) => `the console has: ${error}`).slice(0, 3)];
  if (still.size > 0) wrong.push(`no step in ${[...still].join(", ")}`);
  if (sizes.at(-1).workers > 2) wrong.push(`${sizes.at(-1).workers} workers`);
  return { name: `${names.length} lessons on ${device}, ${rounds} rounds in ${minutes.toFixed(1)} min`, figures: figures(sizes), wrong };
}

/** Six playgrounds on one page, one below the other. Only those on the screen train. */
async function embeds(browser, site, minutes) {
  const all = ["boundary", "xor", "digits", "sequence", "autoencoder", "gan"];
  const elements = all.map((lesson) => `<gradient-garden lesson="${lesson}" device="cpu" play="1" height="800"></gradient-garden>`).join("");
  site.documents.set("/six", { type: "text/html", body: Buffer.from(`<!doctype html><title>Six</title><link rel="icon" href="data:,"><script type="module" src="embed.js"></script>${elements}`) });
  const { context, page, errors } = await opened(browser, `${site.url}six`);
  const wrong = [];
  const frames = () => page.frames().filter((frame) => frame !== page.mainFrame() && frame.url().includes("lesson="));
  const seen = async (index) => {
    await page.evaluate((place) => document.querySelectorAll("gradient-garden")[place].scrollIntoView({ block: "center" }), index);
    await sleep(2000);
  };
  // A frame is loaded when it is first seen.
  for (let index = 0; index < all.length; index += 1) {
    await seen(index);
    await sleep(6000);
  }
  const [end, sizes, hidden] = [Date.now() + 60_000 * minutes, [], new Set()];
  do {
    for (let index = 0; index < all.length; index += 2) {
      await seen(index);
      const before = await Promise.all(frames().map(recorded));
      await sleep(4000);
      const after = await Promise.all(frames().map(recorded));
      after.forEach((now, place) => {
        const lesson = /lesson=(\w+)/.exec(frames()[place].url())?.[1];
        // The neighbours of the one in the middle may be half on the screen.
        const far = Math.abs(all.indexOf(lesson) - index) > 1;
        if (far && before[place] && now.steps.at(-1)[1] > before[place].steps.at(-1)[1]) hidden.add(lesson);
        if (all.indexOf(lesson) === index && !trains(now)) wrong.push(`${lesson} is on the screen and does not train`);
      });
    }
    for (const frame of frames()) await frame.evaluate(() => { globalThis.watched.steps.splice(0, globalThis.watched.steps.length - 30); });
    sizes.push(await size(page));
  } while (Date.now() < end || sizes.length < 2);
  // All elements are taken away: nothing of them stays.
  await page.evaluate(() => document.querySelectorAll("gradient-garden").forEach((element) => element.remove()));
  await sleep(3000);
  const left = page.workers().length;
  await context.close();
  if (hidden.size > 0) wrong.push(`trains although it is off the screen: ${[...hidden].join(", ")}`);
  if (left > 0) wrong.push(`${left} workers are left after the elements were removed`);
  wrong.push(...grown(sizes), ...errors.map((error) => `the console has: ${error}`).slice(0, 3));
  return { name: `${all.length} embedded pages, ${minutes.toFixed(1)} min`, figures: figures(sizes), wrong: [...new Set(wrong)] };
}

/** Memory from the middle of the time to its end: before that every lesson has not been at its largest. */
function grown(sizes) {
  const [first, last] = [sizes[Math.floor((sizes.length - 1) / 2)], sizes.at(-1)];
  return [["heap", HEAP], ["wasm", WASM]]
    .filter(([name, most]) => last[name] - first[name] > most)
    .map(([name]) => `${name} grew from ${mega(first[name])} to ${mega(last[name])}`);
}

function figures(sizes) {
  const [first, last] = [sizes[Math.floor((sizes.length - 1) / 2)], sizes.at(-1)];
  return `heap ${mega(first.heap)} → ${mega(last.heap)}, WebAssembly ${mega(first.wasm)} → ${mega(last.wasm)} (middle → end), workers: ${last.workers}`;
}

const mega = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
