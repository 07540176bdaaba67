// The numbers in the lessons' texts, each tied to the measured value that it stands for: claims.txt.
//
// A row is
//
//   message | number as it is written, or several | what it stands for
//
// and what it stands for is `<figure>.<value> <least>..<most>`, a value that the figure returns under that name, with the range in
// which the text is true; or `given: <why>` for what needs no measurement, such as a threshold that the reader is asked to wait for.
// A native test (tests/claims.rs) sees to it that every number in a lesson's text has a row.
import { readFile } from "node:fs/promises";

/** The rows that a figure's values decide: `{ message, value, least, most }` by the figure's name. */
export async function claims() {
  const rows = new Map();
  for (const line of (await readFile(new URL("./claims.txt", import.meta.url), "utf8")).split("\n")) {
    const [message, , what] = line.split("|").map((cell) => cell.trim());
    const [, figure, value, least, most] = /^([\w-]+)\.(\S+) (\S+)\.\.(\S+)$/.exec(what ?? "") ?? [];
    if (line.startsWith("#") || !figure) continue;
    rows.set(figure, [...(rows.get(figure) ?? []), { message, value, least: Number(least), most: Number(most) }]);
  }
  return rows;
}

/** What a figure's values have against the texts, in words; nothing where all are true. */
export const untrue = (rows, values = {}) =>
  rows
    .filter(({ value, least, most }) => !(values[value] >= least && values[value] <= most))
    .map(({ message, value, least, most }) => `${message} says ${least} to ${most}, ${value} is ${values[value]}`);
