// Programs and data that are missing, damaged, late or never come; a network that goes away; a new version under an open page.
import { setTimeout as sleep } from "node:timers/promises";
import { ANSWERS } from "../site.mjs";
import { deviceOf } from "../stage.mjs";
import { deadPart, recorded, told, trains, until } from "../watch.mjs";

const BOTH = ["cpu", "webgpu"];
const NOT_SIZE = /Make the network|smaller/i;
const NEWER = /A newer version of this page is there/;
/** No answer at all, because the network is gone. */
const UNREACHABLE = /could not be loaded: no answer came from the server/;

/** What is said of a file that is bad in one of these ways. */
const CAUSES = {
  missing: /could not be loaded: the server answered 404/,
  broken: /could not be loaded: the server answered 500/,
  cut: /arrived incomplete/,
  signIn: /did not come, but another page in its place/,
  altered: /is damaged, or not the file that belongs to this page/,
  never: /could not be loaded: nothing came for ten seconds/,
};
/** The same of a worker's first script, of which no program can say anything. */
const FIRST_CAUSES = { ...CAUSES, never: /did not answer for ten seconds/ };
/** Anything that is said of a trainer's program. */
const OF_PROGRAM = /^The trainer’s program/;

const IN_WORDS = { missing: "404", broken: "500", cut: "half of it", signIn: "a sign-in page instead", altered: "some bytes altered", never: "no answer at all" };

/** What is said of a part of the page itself. */
const OF_PAGE = {
  missing: /The page could not start: the server does not hand out a part of it \(app.*it answered 404\)/,
  never: /The page could not start: a part of it \(app.*\) has not come for ten seconds/,
  style: /The page’s style \(.*\) did not arrive: everything works/,
};

const programsOf = (device) => (device === "cpu" ? ["dense", "cpu"] : "gpu");

/** A file of a trainer that is bad for good: on the CPU nothing can train, WebGPU is refused. */
const program = (part, answer, devices = ["cpu"]) => ({
  name: `${part}-${answer}`.toLowerCase(),
  fault: `the trainer's ${part === "worker" ? "first script" : part === "wasm" ? "WebAssembly" : "script"}: ${IN_WORDS[answer]}`,
  how: `every request for it is answered by ${IN_WORDS[answer]}`,
  devices,
  fromTheStart: true,
  inject: (site, device) => site.faults.push({ part, of: programsOf(device), answer: ANSWERS[answer] }),
  expect: {
    resumes: false,
    within: 15,
    words: causesOf(part)[answer],
    only: OF_PROGRAM,
    never: NOT_SIZE,
    webgpu: { resumes: true, device: "cpu", words: [/program for WebGPU/, causesOf(part)[answer]] },
  },
});

function causesOf(part) {
  return part === "worker" ? FIRST_CAUSES : CAUSES;
}

/** A file of a trainer that is bad a few times. */
const programOnce = (part, answer, times, devices = BOTH) => ({
  name: `${part}-${answer}-${times}-times`,
  fault: `the trainer's ${part === "wasm" ? "WebAssembly" : "first script"} fails ${times === 1 ? "once" : `${times} times`}, then is there`,
  how: `the first ${times} requests for it are answered by ${IN_WORDS[answer]}`,
  devices,
  fromTheStart: true,
  inject: (site, device) => site.faults.push({ part, of: programsOf(device), answer: ANSWERS[answer], times }),
  // What is there again at once need not be told; several failures take a quarter of a minute.
  expect: { never: NOT_SIZE, only: OF_PROGRAM, words: times > 1 ? causesOf(part)[answer] : undefined, within: 40, webgpu: { within: 90, device: "webgpu" } },
});

/** A file of digits that is bad for good. Without the first one nothing can train; without a later one the run goes on. */
const digits = (file, answer, { resumes, devices = ["cpu"] }) => ({
  name: `${file}-${answer}`.toLowerCase(),
  fault: `the digits' file ${file}: ${IN_WORDS[answer]}`,
  how: `every request for it is answered by ${IN_WORDS[answer]}`,
  devices,
  fromTheStart: true,
  fragment: "lesson=digits",
  inject: (site) => site.faults.push({ part: "data", file, answer: ANSWERS[answer] }),
  // Half of the training digits can be learned from while others are missing; the words are about the file, not the network.
  expect: { resumes, waits: true, within: 20, words: new RegExp(`The data file ${file}\\S* ${CAUSES[answer].source}`), never: NOT_SIZE },
});

export default [
  program("worker", "missing", BOTH),
  program("worker", "signIn"),
  program("worker", "never", BOTH),
  program("program", "missing", BOTH),
  program("program", "cut"),
  program("wasm", "missing", BOTH),
  program("wasm", "broken"),
  program("wasm", "cut", BOTH),
  program("wasm", "signIn"),
  program("wasm", "altered", BOTH),
  program("wasm", "never", BOTH),
  programOnce("wasm", "missing", 1),
  programOnce("wasm", "broken", 4),
  programOnce("worker", "broken", 1),
  {
    name: "wasm-late",
    fault: "the trainer's WebAssembly takes 15 s",
    how: "the answer comes 15 s late",
    devices: ["cpu"],
    fromTheStart: true,
    inject: (site) => site.faults.push({ part: "wasm", of: ["dense", "cpu"], delay: 15_000 }),
    expect: { within: 40, words: CAUSES.never, never: NOT_SIZE },
  },
  {
    name: "wasm-back-again",
    fault: "the trainer's WebAssembly is missing for 20 s, then there",
    how: "404 for 20 s, then the right answer; nobody presses anything, and it has to train within 20 s of that",
    devices: ["cpu"],
    fromTheStart: true,
    inject: (site) => site.faults.push({ part: "wasm", of: ["dense", "cpu"], answer: ANSWERS.missing }),
    lift: async ({ site, page }) => {
      const opened = (await recorded(page)).steps[0][0];
      await sleep(Math.max(0, opened + 20_000 - Date.now()));
      site.faults.length = 0;
    },
    // It is asked for again after 1, 2, 4, 8 and 16 s: the last of these is what is left of 20 s at worst.
    expect: { resumes: false, atMost: 20, within: 15, words: CAUSES.missing, never: NOT_SIZE },
  },
  digits("train-00", "missing", { resumes: false }),
  digits("train-00", "altered", { resumes: false }),
  digits("train-00", "never", { resumes: false }),
  digits("train-03", "missing", { resumes: true, devices: BOTH }),
  digits("train-03", "cut", { resumes: true }),
  digits("train-03", "altered", { resumes: true }),
  digits("train-03", "signIn", { resumes: true }),
  digits("test-00", "missing", { resumes: true }),
  ...["train-00", "train-03"].map((file) => ({
    name: `${file}-once`,
    fault: `the digits' file ${file} fails once`,
    how: "500 at the first request, then the right answer; nobody presses anything",
    devices: ["cpu"],
    fragment: "lesson=digits",
    run: async (stage) => {
      stage.site.faults.push({ part: "data", file, answer: ANSWERS.broken, times: 1 });
      await stage.open("v=1&device=cpu&lesson=digits&play=1");
      const begin = Date.now();
      const came = await until(stage.page, 30, (now) => trains(now) && stage.site.asked.filter((path) => path.includes(file)).length > 1);
      const whole = await arrived(stage);
      return { said: told(await recorded(stage.page)), again: came && whole ? (Date.now() - begin) / 1000 : null };
    },
    expect: { words: new RegExp(`The data file ${file}\\S* ${CAUSES.broken.source}`), never: NOT_SIZE },
  })),
  {
    name: "offline-digits",
    fault: "the network is gone for 8 s while digits arrive",
    how: "all connections end and new ones are refused, 8 s long; nobody presses anything",
    devices: BOTH,
    run: async (stage) => {
      stage.site.faults.push({ part: "data", file: "train-03", delay: 3000 });
      await stage.open(`v=1&device=${stage.device}&lesson=digits&play=1`);
      if (!(await until(stage.page, 90, trains))) throw new Error("the page did not train");
      stage.site.offline = true;
      await stage.context.setOffline(true);
      await sleep(8000);
      stage.site.faults.length = 0;
      stage.site.offline = false;
      await stage.context.setOffline(false);
      const begin = Date.now();
      const came = await until(stage.page, 40, (now) => trains(now, begin));
      const again = came ? (Date.now() - begin) / 1000 : null;
      const whole = await arrived(stage);
      const now = await recorded(stage.page);
      return { said: told(now), again: whole ? again : null, stuck: whole ? undefined : "the digits do not come", trainsOn: deviceOf(now) };
    },
    expect: { words: UNREACHABLE, never: NOT_SIZE, cpu: { device: "cpu" }, webgpu: { device: "webgpu" } },
  },
  {
    name: "offline-lesson",
    fault: "offline, a lesson is chosen whose trainer is not here yet; then online again",
    how: "all connections end and new ones are refused; the lesson `convnet`; online after 8 s",
    devices: ["cpu"],
    run: async (stage) => {
      await stage.open("v=1&device=cpu&play=1");
      await stage.trained();
      stage.site.offline = true;
      await stage.context.setOffline(true);
      await stage.page.evaluate(() => { location.hash = "v=1&device=cpu&lesson=convnet&play=1"; });
      await sleep(8000);
      const said = told(await recorded(stage.page));
      stage.site.offline = false;
      await stage.context.setOffline(false);
      const begin = Date.now();
      const came = await until(stage.page, 60, (now) => trains(now, begin));
      const lesson = (await stage.options())?.lesson;
      return { said, again: came ? (Date.now() - begin) / 1000 : null, changed: lesson === "convnet" ? undefined : "lesson" };
    },
    expect: { words: UNREACHABLE, only: OF_PROGRAM, never: NOT_SIZE },
  },
  ...["cpu", "webgpu"].map((device) => ({
    name: `deployed-${device}`,
    fault: "a new version is put on the server under the open page, and another trainer is needed",
    how: "the build's name changes on the server, and files of the old one are gone",
    devices: [device],
    run: async (stage) => {
      await stage.open("v=1&device=cpu&play=1");
      if (!(await until(stage.page, 30, trains))) throw new Error("the page did not train");
      stage.site.faults.push({ part: ["worker", "program", "wasm", "app", "appWasm", "style"], answer: ANSWERS.missing });
      stage.site.faults.push({ part: "page", answer: ({ body, ...good }) => ({ ...good, body: Buffer.from(String(body).replaceAll(/[0-9a-f]{16}/g, "0123456789abcdef")) }) });
      await stage.page.evaluate((gpu) => { location.hash = gpu ? "v=1&device=webgpu&play=1" : "v=1&device=cpu&lesson=convnet&play=1"; }, device === "webgpu");
      await until(stage.page, 20, ({ words }) => words.some(([, sentence]) => NEWER.test(sentence)));
      const begin = Date.now();
      // WebGPU is not to be had; the CPU, which is there, trains on.
      const came = device === "cpu" || (await until(stage.page, 10, (now) => trains(now, begin)));
      const dead = await deadPart(stage.page, { play: device === "webgpu" });
      return { said: told(await recorded(stage.page)), dead: came ? dead : "the CPU does not train on" };
    },
    expect: { resumes: false, words: NEWER, only: NEWER, never: /Make the network|could not be loaded/i },
  })),
  ...[["appWasm", "missing"], ["appWasm", "never"], ["app", "missing"], ["app", "never"], ["style", "never"]].map(([part, answer]) => ({
    name: `page-${part}-${answer}`.toLowerCase(),
    fault: `the page's own ${part === "style" ? "style" : part === "app" ? "script" : "WebAssembly"}: ${IN_WORDS[answer]}`,
    how: `every request for it is answered by ${IN_WORDS[answer]}`,
    devices: ["cpu"],
    run: async (stage) => {
      stage.site.faults.push({ part, answer: ANSWERS[answer] });
      await stage.open("v=1");
      // A style that never comes holds back every picture of the page, and in some browsers every script after it.
      await sleep(13_000);
      const words = await stage.page.evaluate(() => (document.body?.innerText ?? "").split("\n").map((line) => line.trim()).filter(Boolean)).catch(() => []);
      // Only the looks are missing without a style.
      const dead = part === "style" ? await deadPart(stage.page) : undefined;
      return { said: words.slice(0, 8), dead: words.length === 0 ? "an empty page" : dead };
    },
    expect: { resumes: false, words: OF_PAGE[part === "style" ? "style" : answer], never: /needs WebAssembly with SIMD/i },
  })),
];

/** Waits until no data is on its way any more. Data that comes is shown as long as it does, so that it has to be away for a while. */
async function arrived({ page }) {
  const away = () => page.evaluate(() => document.querySelector("progress") === null);
  for (const end = Date.now() + 40_000; Date.now() < end; ) {
    if ((await away()) && (await sleep(1000), await away())) return true;
    await sleep(200);
  }
  return false;
}
