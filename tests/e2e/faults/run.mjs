// Injects faults into the release site, one by one, and writes docs/reliability.md.
//
//   cargo xtask faults [NAME[:DEVICE]…]     a fault, or a theme (workers, files, devices, hosts, life)
//   cargo xtask faults list
//   cargo xtask faults soak [--minutes N]
//
// A theme is a file of rows/. A row is one fault:
//
//   name, fault   what it is called, and what goes wrong, in words
//   how           how it was injected, in words
//   devices       on which it applies; a line of the table each
//   inject        (site, device): what is wrong with the answers before the page opens (see site.mjs)
//   inWorker      text that runs in the trainer's worker before its program (see `whenStruck` in stage.mjs)
//   fragment      options beside the device
//   fromTheStart  the fault is there when the page opens; otherwise it begins once the page trains
//   strike        (stage): begins the fault; without it, the one that waits in the worker begins
//   lift          (stage): ends the fault; training has to go on then
//   run           (stage): the whole course, where a run that trains is not what it is about
//   expect        resumes (true); atMost, the seconds that this may take; words that name the cause, a pattern or several; never, words of
//                 another cause; only, what may be said at all; device that trains afterwards; waits where training may have to wait
//                 for data after it began
import { BAD } from "./judge.mjs";
import { writeTable } from "./report.mjs";
import { soak } from "./soak.mjs";
import { measure } from "./stage.mjs";
import devices from "./rows/devices.mjs";
import files from "./rows/files.mjs";
import hosts from "./rows/hosts.mjs";
import life from "./rows/life.mjs";
import workers from "./rows/workers.mjs";

const THEMES = { workers, files, devices, hosts, life };
const BEHIND = process.env.BASE_URL;

const all = Object.entries(THEMES).flatMap(([theme, rows]) => rows.flatMap((row) => row.devices.map((device) => ({ theme, row, device }))));
const keyOf = ({ row, device }) => `${row.name} ${device}`;

const given = process.argv.slice(2);
if (given[0] === "list") {
  for (const { theme, row, device } of all) console.log(`${theme.padEnd(8)} ${device.padEnd(7)} ${row.name.padEnd(28)} ${row.fault}`);
} else if (given[0] === "soak") {
  process.exitCode = (await soak(BEHIND, given.slice(1))) ? 0 : 1;
} else {
  process.exitCode = (await faults(chosen(given))) ? 0 : 1;
}

function chosen(names) {
  const is = ({ theme, row, device }, name) => name === theme || name === row.name || name === `${row.name}:${device}`;
  const unknown = names.filter((name) => !all.some((one) => is(one, name)));
  if (unknown.length > 0) {
    console.error(`there is no fault ${unknown.join(", ")}; \`cargo xtask faults list\` lists them`);
    process.exit(2);
  }
  return names.length === 0 ? all : all.filter((one) => names.some((name) => is(one, name)));
}

/** What a browser's console said first: what a panic says, without the stack behind it. */
function consoleOf({ errors = [] }) {
  const texts = errors.map((error) => error.split(/\n\s*Stack:/)[0].replaceAll(/\s+/g, " ").trim());
  return [...new Set(texts)].slice(0, 3).map((error) => `console: ${error.slice(0, 400)}`);
}

async function faults(wanted) {
  const lines = [];
  for (const { row, device } of wanted) {
    const begin = Date.now();
    const line = { name: row.name, fault: row.fault, how: row.how, device, ...(await measure(row, device, BEHIND)) };
    lines.push(line);
    const seconds = ((Date.now() - begin) / 1000).toFixed(0);
    console.log(`${row.name.padEnd(28)} ${device.padEnd(7)} ${line.verdict}${line.why ? `: ${line.why}` : ""} (${seconds} s)`);
    if (line.why) for (const sentence of [...line.said, ...consoleOf(line)]) console.log(`    ${sentence}`);
    // Whatever happens later, what was measured stays.
    await writeTable(lines, all.map(keyOf), false);
  }
  const count = await writeTable(lines, all.map(keyOf), wanted.length === all.length);
  const bad = lines.filter((line) => BAD.has(line.verdict) || line.verdict === "not measured");
  console.log(`\n${lines.length} faults, ${bad.length} of them with a bad end; docs/reliability.md has ${count} lines`);
  for (const { name, device, verdict } of bad) console.log(`  ${name}:${device} ${verdict}`);
  return bad.length === 0;
}
