// Throws links, messages and calls with mistakes in them at the release site.
//
//   cargo xtask fuzz [--seed N] [--links N] [--messages N] [--calls N] [--minutes M] [--only KIND:NUMBER]
//
// Any input can be made again from the seed, its kind (link, message, bytes, call) and its number. A failure prints the input and the
// command that repeats it alone; the findings of a run are listed at its end.
import { chromium } from "@playwright/test";
import { launchOptions } from "../browser.mjs";
import { Site } from "../faults/site.mjs";
import { Links } from "./throw-links.mjs";
import { Bytes, Messages } from "./throw-messages.mjs";
import { Calls } from "./throw-calls.mjs";

/** Failures after which it is clear that something is wrong. */
const ENOUGH = 20;
/** Inputs of a kind between two looks at whether the page still trains. */
const ROUND = 250;

const settings = parse(process.argv.slice(2));
const end = settings.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + 60_000 * settings.minutes;
const findings = [];

const site = await Site.open(process.env.BASE_URL);
const browser = await chromium.launch(launchOptions);
try {
  for (const [Kind, count] of [[Links, settings.links], [Messages, Math.ceil(settings.messages / 2)], [Bytes, Math.floor(settings.messages / 2)], [Calls, settings.calls]]) {
    const numbers = settings.only ? (settings.only.kind === Kind.kind ? [settings.only.number] : []) : Array.from({ length: count }, (_, number) => number);
    if (numbers.length > 0) await throwAll(new Kind({ browser, site, seed: settings.seed }), Kind, numbers);
  }
} finally {
  await browser.close();
  site.close();
}
console.log(findings.length === 0 ? "\nnothing was found" : `\n${findings.length} findings`);
for (const finding of findings) console.log(`  ${finding}`);
process.exit(findings.length === 0 ? 0 : 1);

/** All inputs of a kind, on one page until something goes wrong with it. */
async function throwAll(kind, { kind: name, together }, numbers) {
  const begin = performance.now();
  const seconds = () => `${((performance.now() - begin) / 1000).toFixed(0)} s`;
  let [target, thrown, looked] = [await kind.open(), 0, 0];
  while (thrown < numbers.length && Date.now() < end && findings.length < ENOUGH) {
    const result = await kind.throw(target, numbers.slice(thrown, thrown + together));
    thrown += result.thrown;
    const faults = result.faults;
    if (faults.length === 0 && thrown - looked >= ROUND) {
      const dead = await target.dead();
      if (dead) faults.push(`dead afterwards: ${dead} (one of the last ${thrown - looked})`);
      looked = thrown;
      console.log(`${name}: ${thrown} of ${numbers.length} (${seconds()})`);
    }
    if (faults.length > 0) {
      const number = numbers[thrown - 1];
      report(name, number, faults, kind.describe(number));
      await target.close();
      target = await kind.open();
    }
  }
  const dead = await target.dead();
  if (dead) report(name, numbers[thrown - 1], [`dead afterwards: ${dead}`], "one of the last");
  await target.close();
  console.log(`${name}: ${thrown} thrown in ${seconds()}`);
}

function report(kind, number, faults, input) {
  findings.push(`${kind}:${number} ${faults[0]}`);
  console.log(`\n${kind}:${number}\n  ${[...new Set(faults)].join("\n  ")}\n  input: ${input}\n  again: cargo xtask fuzz --seed ${settings.seed} --only ${kind}:${number}\n`);
}

function parse(given) {
  const settings = { seed: 1, links: 10_000, messages: 1000, calls: 1000, minutes: undefined, only: undefined };
  for (let place = 0; place < given.length; place += 2) {
    const [name, value] = [given[place].replace(/^--/, ""), given[place + 1]];
    if (!given[place].startsWith("--") || !(name in settings)) fail(`${given[place]} is not understood`);
    if (name === "only") {
      const [, kind, number] = /^(link|message|bytes|call):(\d+)$/.exec(value ?? "") ?? [];
      if (!kind) fail(`--only ${value}: not one of link:N, message:N, bytes:N, call:N`);
      settings.only = { kind, number: Number(number) };
    } else if (!/^\d+(\.\d+)?$/.test(value ?? "")) {
      fail(`${given[place]} ${value ?? ""}: not a number`);
    } else {
      settings[name] = Number(value);
    }
  }
  return settings;
}

function fail(why) {
  console.error(`${why}\nfuzz [--seed N] [--links N] [--messages N] [--calls N] [--minutes M] [--only KIND:NUMBER]`);
  process.exit(2);
}
