// One fault from its beginning to its verdict.
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../browser.mjs";
import { PATIENCE, PAUSE, TRAINS_ON } from "./devices.mjs";
import { unsaid, verdict } from "./judge.mjs";
import { Site } from "./site.mjs";
import { course, deadPart, isSteady, record, recorded, told, trains, until } from "./watch.mjs";

/** What the rows of the table work with. */
export class Stage {
  constructor(site, browser, device) {
    Object.assign(this, { site, browser, device });
  }

  /** A page at this fragment. Nothing is waited for. */
  async open(fragment, { context = {}, address = this.site.url } = {}) {
    this.context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
    this.page = await this.context.newPage();
    this.errors = [];
    this.page.on("pageerror", (error) => this.errors.push(String(error)));
    // Of workers as well: what a panic says is there and nowhere else.
    this.page.on("console", (message) => message.type() === "error" && this.errors.push(message.text()));
    await this.page.addInitScript(record);
    await this.page.goto(fragment === undefined ? address : `${address}#${fragment}`, { waitUntil: "commit" }).catch((why) => this.errors.push(String(why)));
    return this.page;
  }

  /** Waits until the wanted device trains. */
  async trained() {
    const { first } = PATIENCE[this.device];
    const device = TRAINS_ON[this.device];
    let came = await until(this.page, first, (now) => device.test(now.device) && trains(now));
    if (came && this.device === "webgpu") {
      // The steps of the last second may still have been the CPU's: WebGPU compiles its kernels first.
      await sleep(1500);
      const from = (await recorded(this.page)).steps.at(-1)[1];
      came = await until(this.page, first, (now) => now.steps.at(-1)[1] > from && trains(now));
    }
    if (!came) throw new Error(`${this.device} did not train within ${first} s: ${JSON.stringify((await recorded(this.page))?.words)}`);
    // So that there is a speed to compare with, and a checkpoint; on WebGPU, once the shaders are there.
    await sleep(this.device === "cpu" ? 4000 : 8000);
    if (this.device === "webgpu" && !(await until(this.page, first, (now) => isSteady(now)))) throw new Error(`WebGPU did not train steadily within ${first} s`);
  }

  /** Waits until the scripting interface is there, and with `ready` until a trainer is. */
  scripted() {
    return this.page.waitForFunction(() => globalThis.gradientGarden !== undefined, undefined, { timeout: 30_000 });
  }

  async ready() {
    await this.scripted();
    await this.call(30, "ready");
  }

  /** The fault that waits in the workers begins: one of them has to say that it does. */
  strike() {
    const begun = this.page.evaluate(reached);
    return Promise.all([begun, this.page.evaluate(() => new BroadcastChannel("fault").postMessage("now"))]);
  }

  /** A call of the scripting interface with its outcome in words, or `open` after so many seconds. */
  call(seconds, call, ...given) {
    const asked = this.page.evaluate(
      ([name, values]) => {
        const member = globalThis.gradientGarden[name];
        return Promise.resolve(typeof member === "function" ? member(...values) : member).then(
          (value) => `kept${value?.step === undefined ? "" : ` at step ${value.step}`}`,
          (why) => `rejected: ${why?.message ?? why}`,
        );
      },
      [call, given],
    );
    return Promise.race([asked.catch((why) => `the page is gone (${String(why).split("\n")[0]})`), sleep(1000 * seconds).then(() => "open")]);
  }

  /** The test loss, measured at most some tenths of a second ago. */
  loss() {
    return this.page.evaluate(() => globalThis.gradientGarden?.metrics()?.testLoss).catch(() => undefined);
  }

  options() {
    return this.page.evaluate(() => globalThis.gradientGarden?.options()).catch(() => undefined);
  }
}

/** Runs in the page: waits until a worker says that the fault reached it. */
export const reached = () =>
  new Promise((come, fail) => {
    new BroadcastChannel("reached").onmessage = () => come();
    setTimeout(() => fail(new Error("the fault reached no worker")), 10_000);
  });

/** Text for a worker: `begin()` is called when the page strikes, and `bad` is true from then on; the page is told before. */
export const whenStruck = (text) => `
  let bad = false; let begin = () => {};
  const struck = new BroadcastChannel("fault"); const reached = new BroadcastChannel("reached");
  struck.onmessage = () => { bad = true; reached.postMessage("now"); begin(); };
  ${text}`;

/** Runs a row on a device. Returns the line of the table. */
export async function measure(row, device, behind) {
  const site = await Site.open(behind);
  const browser = await chromium.launch({ ...launchOptions, ...row.launch });
  const stage = new Stage(site, browser, device);
  try {
    if (row.inWorker) site.inWorkers.push({ of: row.of ?? (device === "cpu" ? ["dense", "cpu"] : "gpu"), text: whenStruck(row.inWorker) });
    row.inject?.(site, device);
    const facts = row.run ? await row.run(stage) : await observe(row, stage);
    const expect = { ...row.expect, ...row.expect?.[device] };
    const judged = verdict(row.lift ? { ...expect, resumes: true } : expect, facts);
    return { ...facts, ...judged, errors: stage.errors };
  } catch (why) {
    return { said: [], verdict: "not measured", why: String(why.message ?? why).split("\n")[0], errors: stage.errors };
  } finally {
    await Promise.race([browser.close().catch(() => {}), sleep(5000)]);
    site.close();
  }
}

/** A run, the fault, and what came of it. */
async function observe(row, stage) {
  const { device } = stage;
  const expect = { resumes: true, ...row.expect, ...row.expect?.[device] };
  const fragment = ["v=1", `device=${row.asks ?? device}`, row.play === false ? "" : "play=1", row.fragment].filter(Boolean).join("&");
  await stage.open(fragment, { context: row.context });
  if (!row.fromTheStart) await stage.trained();
  const before = await stage.options();
  const lossBefore = row.keepsLoss ? await stage.loss() : undefined;
  const since = row.fromTheStart ? 0 : Date.now();
  const known = row.fromTheStart ? undefined : await recorded(stage.page);
  const outcome = row.strike ? await row.strike(stage) : row.inWorker && !row.fromTheStart ? await stage.strike() : undefined;
  const goesOn = await settle(stage, expect, since, outcome);
  let lifted;
  if (row.lift) {
    await row.lift(stage);
    const moment = Date.now();
    const came = await until(stage.page, expect.atMost ?? PATIENCE[device].again, (now) => trains(now, moment));
    lifted = { again: came ? (Date.now() - moment) / 1000 : null };
  }
  const now = await recorded(stage.page);
  const said = told(now, known);
  if (typeof outcome === "string") said.push(outcome);
  const after = await stage.options();
  const changed = before && after && !row.changes ? Object.keys(before).find((key) => String(before[key]) !== String(after[key])) : undefined;
  // Where the fault is that other options are asked for, the run before ends with them, as it always does.
  const steps = now && !row.fromTheStart && !row.changes ? course(now, since, PAUSE[device]) : {};
  if (row.fromTheStart && expect.resumes) steps.again = begun(now);
  if (!goesOn) steps.again = null;
  Object.assign(steps, lifted);
  // Before the buttons are pressed: one of them is Reset.
  const worse = row.keepsLoss ? rise(lossBefore, await stage.loss()) : undefined;
  const dead = now ? expect.usable === false ? undefined : await deadPart(stage.page, { play: expect.resumes || Boolean(row.lift), seconds: PATIENCE[device].again }) : "the page does not answer";
  return { ...steps, said, changed, dead, trainsOn: deviceOf(now), worse };
}

/** The device that the page names in a record, if it names one. */
export const deviceOf = (record) => Object.keys(TRAINS_ON).find((name) => TRAINS_ON[name].test(record?.device ?? ""));

/** How the loss rose, if it is far above what it was: what was learned is not what was kept. */
function rise(before, after) {
  return after <= 2 * before + 0.05 ? undefined : `the loss rose from ${before} to ${after}`;
}

/** Seconds from the opening of the page to its first step, null without one. */
function begun(now) {
  const first = now?.steps.find(([, value]) => value > 0);
  return first ? (first[0] - now.steps[0][0]) / 1000 : null;
}

/**
 * Waits until it is clear what the fault does: training stops and goes on, or nothing happens for a while, or time is up. Returns false where training was
 * to go on and did not.
 */
async function settle({ page, device }, { resumes, words, device: wanted, waits, within = PATIENCE[device].again }, since, outcome) {
  const begin = Date.now();
  const hit = (now) => course(now, since, PAUSE[device]).again !== 0;
  const spoken = (now) => !unsaid(words, [...now.words.map(([, sentence]) => sentence), String(outcome)]);
  if (!resumes) {
    await until(page, within, spoken);
    await sleep(1500);
    return true;
  }
  const quiet = device === "cpu" ? 4 : 9;
  if (since > 0 && !(await until(page, quiet, hit)) && !words) return true;
  let goesOn = false;
  await until(page, within - (Date.now() - begin) / 1000, (now) => {
    const there = !wanted || TRAINS_ON[wanted].test(now.device);
    goesOn = there && trains(now) && course(now, since, PAUSE[device]).again !== null;
    return goesOn && spoken(now);
  });
  await sleep(1500);
  return goesOn || Boolean(waits);
}
