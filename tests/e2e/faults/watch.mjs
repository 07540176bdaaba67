// What a person sees of a run while a fault happens: the step, the words, whether buttons still work.
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs in the page before its program. Ten times a second: the step that is shown, and every sentence that stands anywhere as a
 * message. Also keeps the workers, so that a fault can reach them.
 */
export function record() {
  globalThis.watched = { steps: [], words: [], device: "" };
  globalThis.workers = [];
  const Original = globalThis.Worker;
  globalThis.Worker = class extends Original {
    constructor(...given) {
      super(...given);
      globalThis.workers.push(this);
    }
  };
  const shown = (selector) =>
    [...document.querySelectorAll(selector)]
      .filter((element) => element.checkVisibility())
      .map((element) => element.innerText.replaceAll(/\s+/g, " ").trim())
      .filter(Boolean);
  const look = () => {
    const { steps, words } = globalThis.watched;
    const entries = [...document.querySelectorAll("section.transport dl > div, section[aria-label=Run] dl > div")];
    const entry = entries.find((one) => /step/.test(one.querySelector("dt")?.innerText ?? ""));
    const text = entry?.querySelector("dd")?.innerText.replaceAll(/[^\d]/g, "") ?? "";
    // The page writes 1.20 × 10⁶ only for numbers that no fault gets to.
    steps.push([Date.now(), text === "" ? null : Number(text)]);
    globalThis.watched.device = shown("p.device, header p")[0] ?? "";
    for (const sentence of [...shown("[role=alert]"), ...shown(".notice p"), ...shown("p.loading"), ...shown(".boot [role=status]"), globalThis.watched.device]) {
      if (!words.some(([, known]) => known === sentence)) words.push([Date.now(), sentence]);
    }
  };
  const every = globalThis.setInterval;
  addEventListener("DOMContentLoaded", () => every(look, 100));
}

/** The record so far; nothing if the page does not answer. */
export async function recorded(page) {
  const answer = await Promise.race([page.evaluate(() => globalThis.watched).catch(() => undefined), sleep(5000)]);
  return answer ?? undefined;
}

/** What stands on every page that is well, for a while or all the time. */
const USUAL = [/^Loading the page\.$/, /^Device: Starting$/, /^Device: CPU WebGPU is starting/, /^Device: (?:CPU|WebGPU on .+?) (?:as you chose|auto\b.*)$/];

/** The sentences that came up since an earlier record, or since the page was opened. */
export function told(record, before) {
  const known = new Set(before?.words.map(([, sentence]) => sentence));
  const sentences = (record?.words ?? []).map(([, sentence]) => sentence);
  return sentences.filter((sentence) => !known.has(sentence) && !USUAL.some((usual) => usual.test(sentence)));
}

/** Waits until `done(record)`, at most so many seconds; says whether it came to that. */
export async function until(page, seconds, done) {
  const end = Date.now() + 1000 * seconds;
  while (Date.now() < end) {
    const now = await recorded(page);
    if (now && done(now)) return true;
    await sleep(200);
  }
  return false;
}

/** Whether the record's last second has training in it; nothing counts that was recorded before a moment. */
export function trains({ steps }, since = 0) {
  const last = steps.slice(-11).filter(([at]) => at > since);
  return last.length > 1 && (last.at(-1)[1] ?? 0) > (last[0][1] ?? 0);
}

/** Whether the step never stood still for over 4 s in the record's last twelve: shaders take longer, a picture on a software adapter less. */
export function isSteady({ steps }) {
  const last = steps.slice(-121);
  const rises = last.filter(([, value], index) => index > 0 && value > last[index - 1][1]).map(([at]) => at);
  return [last[0][0], ...rises, last.at(-1)[0]].every((at, index, all) => index === 0 || at - all[index - 1] < 4000);
}

/** Whether the step stood still for the record's last 1.5 s, all of them after a moment. */
export function stands({ steps }, since) {
  const last = steps.slice(-15);
  return last.length === 15 && last[0][0] > since && last.every(([, value]) => value === last[0][1]);
}

/**
 * What became of the steps since a moment. `lost`: how far the step fell, and how many seconds of training that was: from when the page showed the step that
 * it fell to, to when it showed the one that it fell from; `again`: the seconds until training went on after the longest pause, null if it did not.
 */
export function course({ steps }, since, pause = 1000) {
  const before = steps.filter(([at, value]) => at <= since && value !== null);
  const after = steps.filter(([at, value]) => at > since && value !== null);
  const shown = (step) => steps.find(([, value]) => value !== null && value >= step)?.[0] ?? since;
  let [peak, lost, lostSeconds] = [before.at(-1)?.[1] ?? 0, 0, 0];
  let [last, lastRise, longest, again] = [peak, since, 0, 0];
  for (const [at, value] of after) {
    if (value < peak && peak - value > lost) [lost, lostSeconds] = [peak - value, (shown(peak) - shown(value)) / 1000];
    if (value > last || (value < last && value > 0)) {
      if (at - lastRise > Math.max(longest, pause)) [longest, again] = [at - lastRise, at - since];
      lastRise = at;
    }
    peak = Math.max(peak, value);
    last = value;
  }
  const stands = (after.at(-1)?.[0] ?? since) - lastRise > Math.max(longest, 2 * pause);
  return { lost, lostSeconds, again: stands ? null : again / 1000 };
}

/** The main button and the number beside it, as long as the page reacts: nothing where it does, else what does not. */
export async function deadPart(page, { play = true, seconds = 10 } = {}) {
  const press = (name) => page.getByRole("button", { name, exact: true }).first().click({ timeout: 5000 });
  try {
    const playing = await page.getByRole("button", { name: "Pause", exact: true }).count();
    if (playing > 0) await press("Pause");
    const paused = Date.now();
    if (!(await appears(page, "Play"))) return "Pause does not pause";
    // The page shows Play as soon as Pause is pressed, whatever the trainer does.
    if (!(await until(page, seconds, (now) => stands(now, paused)))) return "Pause shows Play, and training goes on";
    await press("Reset");
    if (!(await until(page, seconds, ({ steps }) => steps.at(-1)[1] === 0 || steps.at(-1)[1] === null))) return "Reset does not reset";
    if (!play) return undefined;
    await press("Play");
    const played = Date.now();
    if (!(await until(page, seconds, (now) => trains(now, played)))) return "Play does not train";
    return undefined;
  } catch (why) {
    return /Timeout/.test(String(why)) ? "a button cannot be pressed" : "the page is gone";
  }
}

const appears = (page, name) =>
  page.getByRole("button", { name, exact: true }).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
