// Pages around this one, policies, and what a browser forbids.
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { Site } from "../site.mjs";
import { TRAINS_ON } from "../devices.mjs";
import { recorded, told, trains, until } from "../watch.mjs";

/** The policy that `cargo xtask serve` sends. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'";

const LESSONS = ["boundary", "neuron", "xor", "digits", "convnet", "sequence", "attention", "autoencoder", "gan"];

/** Opens the page under a policy and notes what the browser reports of it. */
async function under(stage, value, fragment) {
  stage.site.headers = { "content-security-policy": value };
  await stage.open(fragment);
  await stage.page.evaluate(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => globalThis.violations.push(`${effectiveDirective} ${blockedURI}`));
  });
}

const violations = ({ page }) => page.evaluate(() => globalThis.violations).catch(() => []);

/** The strict policy: nothing of the page is blocked in any of these lessons. */
const allowed = (device, lessons) => ({
  name: "policy-strict",
  fault: `a policy without inline scripts and styles, in ${lessons.length === 1 ? "a lesson" : "all lessons"}`,
  how: `\`Content-Security-Policy: ${STRICT}\``,
  devices: [device],
  run: async (stage) => {
    const blocked = [];
    let again = 0;
    for (const lesson of lessons) {
      await under(stage, STRICT, `v=1&device=${device}&lesson=${lesson}&play=1`);
      const begin = Date.now();
      const came = await until(stage.page, device === "cpu" ? 30 : 90, (now) => trains(now) && TRAINS_ON[device].test(now.device));
      again = came && again !== null ? Math.max(again, (Date.now() - begin) / 1000) : null;
      await sleep(1500);
      blocked.push(...(await violations(stage)).map((violation) => `${lesson}: ${violation}`));
      // One page at a time trains.
      await stage.context.close();
      if (!came) break;
    }
    return { said: blocked, again, changed: blocked.length > 0 ? `of ${blocked[0]}` : undefined };
  },
  expect: {},
});

/** A policy that the page cannot work under: it says what is forbidden. */
const forbidden = ({ name, fault, value, fragment = "", expect }) => ({
  name,
  fault,
  how: `\`Content-Security-Policy: ${value}\``,
  devices: ["cpu"],
  run: async (stage) => {
    await under(stage, value, `v=1&device=cpu&play=1${fragment}`);
    await sleep(12_000);
    const lines = (await stage.page.evaluate(() => document.body.innerText.split("\n")).catch(() => [])).map((line) => line.trim()).filter(Boolean);
    const words = told(await recorded(stage.page));
    return { said: words.length > 0 ? words : lines.slice(0, 6), dead: lines.length === 0 ? "an empty page" : undefined };
  },
  expect: { resumes: false, ...expect },
});

/** How many questions are too many at once. */
const QUESTIONS = 20_000;
/** Milliseconds of a task of the main thread that nobody may have to wait for; the same as when whatever comes in is thrown at the page. */
const LONGEST_TASK = 1000;

/** The script's tag as the README has it, with the address of a site. */
async function tag(url) {
  const readme = await readFile(new URL("../../../../README.md", import.meta.url), "utf8");
  return /<script[^>]*embed\.js"[^>]*><\/script>/.exec(readme)[0].replace(/src="[^"]*"/, `src="${url}embed.js"`);
}

/** A page around the playground, of another origin or of the same; `body` is handed the playground's address. */
async function around(stage, body, { elsewhere = true, headers = {} } = {}) {
  const host = elsewhere ? await Site.open(stage.site.url, { host: "localhost" }) : stage.site;
  host.headers = headers;
  const text = await body(stage.site.url);
  host.documents.set("/host", { type: "text/html", body: Buffer.from(`<!doctype html><title>Host</title>${text}`) });
  await stage.open(undefined, { address: `${host.url}host` });
  return { close: () => elsewhere && host.close(), inside: () => stage.page.frames().find((frame) => frame !== stage.page.mainFrame() && frame.url().startsWith(stage.site.url)) };
}

/** An element of embed.js whose calls have to settle with a reason. */
const element = ({ name, fault, how, body, elsewhere = false, headers, call = ["metrics"], seconds = 30, words }) => ({
  name,
  fault,
  how,
  devices: ["cpu"],
  run: async (stage) => {
    const host = await around(stage, async (url) => `${await tag(url)}${body(url)}`, { elsewhere, headers });
    await sleep(3000);
    const begin = Date.now();
    const asked = stage.page.evaluate(([method, given]) => {
      const garden = document.querySelector("gradient-garden");
      // A script that could not be loaded leaves an element without calls, and whatever the page shows in its place.
      if (typeof garden[method] !== "function") return `no calls; the page shows “${document.body.innerText.trim()}”`;
      return garden[method](...given).then(
        (value) => `kept${value?.step === undefined ? "" : ` at step ${value.step}`}${value?.width === undefined ? "" : ` with width ${value.width}`}`,
        (why) => `rejected: ${why.message}`,
      );
    }, [call[0], call.slice(1)]);
    const outcome = await Promise.race([asked.catch((why) => `thrown: ${why.message.split("\n")[0]}`), sleep(1000 * seconds).then(() => "open")]);
    const after = (Date.now() - begin) / 1000;
    host.close();
    return { said: [`the promise: ${outcome}`], again: outcome === "open" ? null : after, stuck: `the promise is open after ${seconds} s` };
  },
  expect: { words },
});

export default [
  allowed("cpu", LESSONS),
  allowed("webgpu", ["boundary"]),
  forbidden({
    name: "policy-no-wasm",
    fault: "a policy that forbids WebAssembly",
    value: STRICT.replace(" 'wasm-unsafe-eval'", ""),
    expect: { words: /The page could not start: this site’s content policy \(script-src\)/, never: /If yours is|Chrome 91/ },
  }),
  forbidden({
    name: "policy-no-workers",
    fault: "a policy that forbids workers",
    value: STRICT.replace("worker-src 'self'", "worker-src 'none'"),
    expect: { words: /blocked by this site’s content policy/, never: /Make the network/i },
  }),
  forbidden({
    name: "policy-no-fetch",
    fault: "a policy that forbids fetching data",
    value: STRICT.replace("connect-src 'self'; ", ""),
    fragment: "&lesson=digits",
    expect: { words: /this site’s content policy \(connect-src\)/, never: /Make the network/i },
  }),
  element({
    name: "element-elsewhere",
    fault: "the element in a page of another origin, without special headers",
    how: "`embed.js` from one origin in a page of another, as the README shows it",
    elsewhere: true,
    body: () => '<gradient-garden data="xor" layers="4"></gradient-garden>',
    call: ["train", 5],
    words: /promise: kept at step 5$/,
  }),
  element({
    name: "element-wrong-src",
    fault: "the element with an address where nothing is",
    how: '`src` of a page that is 404',
    body: (url) => `<gradient-garden src="${url}nowhere/"></gradient-garden>`,
    words: /promise: rejected: the playground is not there/,
  }),
  element({
    name: "element-unreachable",
    fault: "the element with a server that does not answer",
    how: "`src` of a port at which nothing listens",
    body: () => '<gradient-garden src="http://127.0.0.1:9/"></gradient-garden>',
    words: /promise: rejected: the playground is not there/,
  }),
  element({
    name: "element-below",
    fault: "a call to an element far below the visible part of the page",
    how: "the element stands 20,000 px down the page",
    body: () => '<div style="height: 20000px"></div><gradient-garden></gradient-garden>',
    call: ["train", 5],
    words: /promise: kept at step 5$/,
  }),
  element({
    name: "element-hidden",
    fault: "a call to an element that is not displayed",
    how: "the element stands in a part of the page with `display: none`",
    body: () => '<div style="display: none"><gradient-garden></gradient-garden></div>',
    call: ["train", 5],
    words: /promise: (?:kept at step 5|rejected: \S)/,
  }),
  element({
    name: "element-isolated",
    fault: "the element in a page of another origin that isolates itself",
    how: "`Cross-Origin-Embedder-Policy: require-corp` on the page around it",
    // As README.md has it: nothing of another origin comes into such a page, so that only what the page has itself can be shown.
    body: () => '<gradient-garden><a href="/">Open the playground</a></gradient-garden>',
    elsewhere: true,
    headers: { "cross-origin-embedder-policy": "require-corp" },
    words: /the page shows “Open the playground”/,
  }),
  element({
    name: "element-attributes",
    fault: "attributes of HTML and of frames on the element",
    how: '`lesson="attention" width="400" frameborder="0" scrolling="no" allow="fullscreen" loading="lazy"`',
    body: () => '<gradient-garden lesson="attention" width="400" frameborder="0" scrolling="no" allow="fullscreen" loading="lazy"></gradient-garden>',
    call: ["options"],
    words: /promise: kept with width 32$/,
  }),
  {
    name: "frames-flood",
    fault: "the page around it asks 20,000 questions at once",
    how: "20,000 messages for `metrics` from the page around the frame",
    devices: ["cpu"],
    run: async (stage) => {
      const { close, inside } = await around(stage, (url) => `<iframe src="${url}#v=1&play=1&device=cpu" width="1200" height="800"></iframe>`);
      await sleep(6000);
      if (!(await until(inside(), 30, trains))) throw new Error("the frame did not train");
      const before = await recorded(inside());
      await inside().evaluate(() => {
        globalThis.tasks = [];
        new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
      });
      const begin = Date.now();
      // Answers are counted as they come; the last one came when nothing is left to ask.
      const asked = stage.page.evaluate(async (count) => {
        const numbers = new Set();
        let last = 0;
        addEventListener("message", ({ data }) => data.gradientGarden === 1 && data.value && [numbers.add(data.id), (last = Date.now())]);
        for (let id = 0; id < count; id += 1) frames[0].postMessage({ gradientGarden: 1, id, call: "metrics", arguments: [] }, "*");
        const sent = Date.now();
        while (numbers.size < count && Date.now() - sent < 30_000) await new Promise((turn) => setTimeout(turn, 100));
        return { sent, last, answers: numbers.size };
      }, QUESTIONS);
      const came = await until(inside(), 20, (now) => now.steps.filter(([at]) => at > begin).length > 20 && trains(now, begin));
      const again = came ? (Date.now() - begin) / 1000 : null;
      const { sent, last, answers } = await asked;
      const now = await recorded(inside());
      const tasks = await inside().evaluate(() => globalThis.tasks);
      close();
      const longest = Math.max(0, ...tasks);
      const dead = longest > LONGEST_TASK ? `the main thread stood still for ${longest.toFixed(0)} ms` : undefined;
      const figures = [
        `${answers} answers, the last ${((last - begin) / 1000).toFixed(1)} s after the first question, which took ${((sent - begin) / 1000).toFixed(1)} s to ask`,
        `longest task of the main thread: ${longest.toFixed(0)} ms`,
      ];
      return { said: [...told(now, before), ...figures], again, dead: now ? dead : "the page does not answer" };
    },
    expect: { words: new RegExp(`^${QUESTIONS} answers`) },
  },
  {
    name: "frames-third",
    fault: "a frame of a third origin asks and commands",
    how: "messages for `options` and `configure` from a frame beside the playground",
    devices: ["cpu"],
    run: async (stage) => {
      const third = await Site.open(stage.site.url);
      third.documents.set("/third", { type: "text/html", body: Buffer.from("<title>Third</title>") });
      const { close, inside } = await around(stage, (url) => `<iframe src="${url}#v=1&play=1&device=cpu" width="1200" height="800"></iframe><iframe src="${third.url}third"></iframe>`);
      await sleep(5000);
      const asked = await stage.page.frames().find((frame) => frame.url().includes("/third")).evaluate(async () => {
        const heard = [];
        addEventListener("message", ({ data }) => heard.push(data));
        parent.frames[0].postMessage({ gradientGarden: 1, id: 1, call: "options", arguments: [] }, "*");
        parent.frames[0].postMessage({ gradientGarden: 1, id: 2, call: "configure", arguments: [{ data: "spiral" }] }, "*");
        await new Promise((turn) => setTimeout(turn, 1500));
        return heard.length;
      });
      const { data } = await inside().evaluate(() => globalThis.gradientGarden.options());
      close();
      third.close();
      return { said: [`${asked} answers`, `data set: ${data}`], again: 0, changed: asked > 0 || data === "spiral" ? "data" : undefined };
    },
    expect: { words: /^0 answers/ },
  },
  {
    name: "share-forbidden",
    fault: "Share in a frame that may not write to the clipboard",
    how: "a frame without `allow=\"clipboard-write\"`, and a press of Share",
    devices: ["cpu"],
    run: async (stage) => {
      const { close, inside } = await around(stage, (url) => `<iframe src="${url}#v=1&device=cpu" width="1200" height="800"></iframe>`);
      await sleep(5000);
      const before = await recorded(inside());
      await inside().getByRole("button", { name: /share/i }).first().click();
      await sleep(1500);
      const said = told(await recorded(inside()), before);
      // The link itself is what the person is to be given.
      const link = await inside().getByRole("textbox", { name: "The link" }).inputValue({ timeout: 5000 }).catch(() => "");
      const given = link.startsWith(`${stage.site.url}#`);
      close();
      return { said, again: 0, dead: given ? undefined : "there is no link to copy by hand" };
    },
    expect: { words: /This browser did not let the link be copied/, never: /The link is copied/ },
  },
];
