// docs/reliability.md: a table of faults and the figures of the soak, each between marks, so that one is written without the other.
import { readFile, writeFile } from "node:fs/promises";

const FILE = new URL("../../../docs/reliability.md", import.meta.url);

const HEAD = `# Reliability

What was done to the page, and what came of it. \`cargo xtask faults\` makes this file; it opens the release site in headless Chromium, with WebGPU on a
software adapter, and injects one fault at a time. A run of some faults only replaces their rows.

Verdicts: *unharmed*, nothing was to be noticed; *goes on*, training stopped and went on by itself; *said*, the fault lasts, and the page says so and can be
used. Never allowed: *dead page* (a button does nothing), *lost run* (training does not go on, more than 2 s of it are gone, or an option changed),
*wrong words* (the cause is not named, or a sentence has a trace, a path or an address in it).

`;

const mark = (name) => ({ begin: `<!-- ${name}: begin -->`, end: `<!-- ${name}: end -->` });

async function text() {
  return readFile(FILE, "utf8").catch(() => HEAD);
}

function section(whole, name) {
  const { begin, end } = mark(name);
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  return from < 0 || to < 0 ? "" : whole.slice(from + begin.length, to).trim();
}

/** Puts a section in the place of the one of that name, or at the end. */
export async function write(name, content) {
  const whole = await text();
  const { begin, end } = mark(name);
  const written = `${begin}\n${content.trim()}\n${end}`;
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  const next = from < 0 ? `${whole.trimEnd()}\n\n${written}\n` : whole.slice(0, from) + written + whole.slice(to + end.length);
  await writeFile(FILE, next);
}

const COLUMNS = ["fault", "device", "how it was injected", "what was seen", "steps lost", "trains again after", "verdict"];

/** Writes the lines into the table; those of other faults stay, unless `all` are new. Returns how many lines it has. */
export async function writeTable(lines, order, all) {
  const rows = new Map(all ? [] : section(await text(), "faults").split("\n").filter((line) => /^\| `/.test(line)).map((line) => [keyOf(line), line]));
  for (const line of lines) rows.set(`${line.name} ${line.device}`, rowOf(line));
  const sorted = order.filter((key) => rows.has(key)).map((key) => rows.get(key));
  await write("faults", `## Faults\n\n${sorted.length} faults.\n\n| ${COLUMNS.join(" | ")} |\n|${" --- |".repeat(COLUMNS.length)}\n${sorted.join("\n")}\n`);
  return sorted.length;
}

function keyOf(line) {
  const [name, device] = line.split("|").slice(1, 3).map((cell) => cell.trim());
  return `${/^`([\w-]+)`/.exec(name)?.[1]} ${device}`;
}

function rowOf({ name, fault, device, how, said = [], lost, lostSeconds, again, verdict, why }) {
  const seen = said.length === 0 ? "nothing" : said.map((sentence) => `“${short(sentence)}”`).join("; ");
  const steps = lost === undefined ? "" : lost === 0 ? "0" : `${lost} (${lostSeconds.toFixed(1)} s)`;
  const seconds = again === undefined ? "" : again === null ? "never" : again === 0 ? "did not stop" : `${again.toFixed(1)} s`;
  const cells = [`\`${name}\`: ${fault}`, device, how, seen, steps, seconds, why ? `**${verdict}**: ${why}` : verdict];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

const short = (sentence) => (sentence.length <= 220 ? sentence : `${sentence.slice(0, 219)}…`);
