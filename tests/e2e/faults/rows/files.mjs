// Programs and data that are missing, damaged, late or never come; a network that goes away; a new version under an open page.
import { setTimeout as sleep } from "node:timers/promises";
import { ANSWERS } from "../site.mjs";
import { recorded, told, trains, until } from "../watch.mjs";

const BOTH = ["cpu", "webgpu"];
const NOT_SIZE = /Make the network|smaller/i;
/** What a person can do about a file: the connection, the server, another try. */
const FETCH = /(?:could|can)\s?not be (?:fetched|loaded|read|reached)|connection|network is|offline|try again|tries again|tried again|not complete|incomplete|another page|damaged/i;
const NEWER = /newer version|new version|reload/i;

const IN_WORDS = { missing: "404", broken: "500", cut: "half of it", signIn: "a sign-in page instead", altered: "some bytes altered", never: "no answer at all" };

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
    words: answer === "never" ? /answer|arrive|connection|loaded|fetched|waiting/i : FETCH,
    never: NOT_SIZE,
    webgpu: { resumes: true, device: "cpu", words: /program for WebGPU/, never: NOT_SIZE },
  },
});

/** A file of a trainer that is bad a few times. */
const programOnce = (part, answer, times, devices = BOTH) => ({
  name: `${part}-${answer}-${times}-times`,
  fault: `the trainer's ${part === "wasm" ? "WebAssembly" : "first script"} fails ${times === 1 ? "once" : `${times} times`}, then is there`,
  how: `the first ${times} requests for it are answered by ${IN_WORDS[answer]}`,
  devices,
  fromTheStart: true,
  inject: (site, device) => site.faults.push({ part, of: programsOf(device), answer: ANSWERS[answer], times }),
  expect: { never: NOT_SIZE, within: 40, webgpu: { within: 60 } },
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
  expect: { resumes, within: 20, words: /digits|data file/i, never: NOT_SIZE },
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
    expect: { within: 40, never: NOT_SIZE },
  },
  {
    name: "wasm-back-again",
    fault: "the trainer's WebAssembly is missing for 20 s, then there",
    how: "404 for 20 s, then the right answer; nobody presses anything",
    devices: ["cpu"],
    fromTheStart: true,
    inject: (site) => site.faults.push({ part: "wasm", of: ["dense", "cpu"], answer: ANSWERS.missing }),
    lift: async ({ site }) => {
      await sleep(5000);
      site.faults.length = 0;
      await sleep(30_000);
    },
    expect: { resumes: false, within: 15, words: FETCH, never: NOT_SIZE },
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
      return { said: told(await recorded(stage.page)), again: came ? (Date.now() - begin) / 1000 : null };
    },
    expect: { never: NOT_SIZE },
  })),
  {
    name: "offline-digits",
    fault: "the network is gone for 8 s while digits arrive",
    how: "all connections end and new ones are refused, 8 s long; nobody presses anything",
    devices: BOTH,
    run: async (stage) => {
      stage.site.faults.push({ part: "data", file: "train-03", delay: 3000 });
      await stage.open(`v=1&device=${stage.device}&lesson=digits&play=1`);
      await until(stage.page, 90, trains);
      stage.site.offline = true;
      await stage.context.setOffline(true);
      await sleep(8000);
      stage.site.faults.length = 0;
      stage.site.offline = false;
      await stage.context.setOffline(false);
      const begin = Date.now();
      const came = await until(stage.page, 40, trains);
      const whole = await until(stage.page, 40, () => stage.site.asked.some((path) => path.includes("train-11")));
      return { said: told(await recorded(stage.page)), again: came && whole ? (Date.now() - begin) / 1000 : null };
    },
    expect: { never: NOT_SIZE },
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
      const came = await until(stage.page, 60, trains);
      return { said, again: came ? (Date.now() - begin) / 1000 : null };
    },
    expect: { words: FETCH, never: NOT_SIZE },
  },
  ...["cpu", "webgpu"].map((device) => ({
    name: `deployed-${device}`,
    fault: "a new version is put on the server under the open page, and another trainer is needed",
    how: "the build's name changes on the server, and files of the old one are gone",
    devices: [device],
    run: async (stage) => {
      await stage.open("v=1&device=cpu&play=1");
      await until(stage.page, 30, trains);
      stage.site.faults.push({ part: ["worker", "program", "wasm", "app", "appWasm", "style"], answer: ANSWERS.missing });
      stage.site.faults.push({ part: "page", answer: ({ body, ...good }) => ({ ...good, body: Buffer.from(String(body).replaceAll(/[0-9a-f]{16}/g, "0123456789abcdef")) }) });
      await stage.page.evaluate((gpu) => { location.hash = gpu ? "v=1&device=webgpu&play=1" : "v=1&device=cpu&lesson=convnet&play=1"; }, device === "webgpu");
      await until(stage.page, 20, ({ words }) => words.some(([, sentence]) => NEWER.test(sentence)));
      return { said: told(await recorded(stage.page)) };
    },
    expect: { resumes: false, words: NEWER, never: /Make the network|could not be loaded/i },
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
      return { said: words.slice(0, 8), dead: words.length === 0 ? "an empty page" : undefined };
    },
    expect: { resumes: false, words: /could not|cannot|connection|reload|load the page again|slow|style/i, never: /needs WebAssembly with SIMD/i },
  })),
];
