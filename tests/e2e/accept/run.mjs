// Measures the release site against the figures that it has to reach.
//
//   cargo xtask accept [--only NAME[,NAME]…]
//
// Each file of figures/ is one figure: its default export is an async function that is given a Stage and returns
// { figure, bound, verdict, values }: what was measured, what it has to be, whether it is (true or false), and, where the lessons'
// texts rest on it, the numbers by name: claims.txt says in which range each text is true. The file's name is the figure's name. A
// new figure is one more file.
import { readdir } from "node:fs/promises";
import { claims, untrue } from "./claims.mjs";
import { Stage } from "./stage.mjs";

const folder = new URL("./figures/", import.meta.url);

const known = (await readdir(folder)).filter((file) => file.endsWith(".mjs")).map((file) => file.slice(0, -4));
known.sort();

const texts = await claims();
const { url, names } = parse(process.argv.slice(2));
const widths = [Math.max(...known.map((name) => name.length)), 92, 44, 7];
const line = (...cells) => console.log(cells.map((cell, place) => String(cell).padEnd(widths[place] ?? 0)).join("  ").trimEnd());

line("figure", "measured", "bound", "verdict", "seconds");
let missed = 0;
for (const name of names) {
  const begun = performance.now();
  const { figure, bound, verdict } = await measure(name);
  missed += verdict ? 0 : 1;
  line(name, figure, bound, verdict ? "met" : "MISSED", ((performance.now() - begun) / 1000).toFixed(0));
}
console.log(missed === 0 ? `\nall ${names.length} figures are met` : `\n${missed} of ${names.length} figures are missed`);
process.exitCode = missed === 0 ? 0 : 1;

async function measure(name) {
  try {
    const { default: figure } = await import(new URL(`${name}.mjs`, folder));
    const { values, ...measured } = await Stage.with(url, figure);
    const wrong = untrue(texts.get(name) ?? [], values);
    return wrong.length === 0 ? measured : { ...measured, figure: `${measured.figure}; ${wrong.join("; ")}`, verdict: false };
  } catch (error) {
    return { figure: String(error?.message ?? error).split("\n")[0], bound: "to be measured at all", verdict: false };
  }
}

function parse(given) {
  const usage = "node accept/run.mjs URL [--only NAME[,NAME]…]";
  let [address, names] = [process.env.BASE_URL, known];
  for (let place = 0; place < given.length; place += 1) {
    if (given[place] === "--only") {
      const wanted = (given[++place] ?? "").split(",").filter(Boolean);
      const unknown = wanted.filter((name) => !known.includes(name));
      if (wanted.length === 0 || unknown.length > 0) fail(`--only ${unknown.join(", ")}: there are ${known.join(", ")}`);
      names = wanted;
    } else if (given[place].startsWith("http")) {
      address = given[place];
    } else {
      fail(`${given[place]} is not understood\n${usage}`);
    }
  }
  if (!address) fail(usage);
  return { url: address.endsWith("/") ? address : `${address}/`, names };
}

function fail(why) {
  console.error(why);
  process.exit(2);
}
