// Messages with mistakes in them: from the page around the playground, and between the page and its worker.
import { Random } from "./random.mjs";
import { CALLS, COPIES, NO_CALLS, OPTIONS } from "./values.mjs";

/** The message of this number from the page around, as the text of an expression. */
export function message(seed, index) {
  const random = new Random(seed, "message", index);
  const odd = () => random.pick(COPIES);
  const given = () => random.pick([
    () => `[${Array.from({ length: random.below(4) }, odd).join(", ")}]`,
    () => `[{ [${JSON.stringify(random.pick(OPTIONS))}]: ${odd()} }]`,
    () => `[[${odd()}, ${odd()}]]`,
    odd,
  ])();
  return random.pick([
    () => `{ gradientGarden: 1, id: ${index}, call: ${JSON.stringify(random.pick([...CALLS, ...NO_CALLS]))}, arguments: ${given()} }`,
    () => `{ gradientGarden: 1, id: ${odd()}, call: ${JSON.stringify(random.pick(CALLS))}, arguments: ${given()} }`,
    () => `{ gradientGarden: 1, id: ${index}, call: ${odd()}, arguments: ${given()} }`,
    () => `{ gradientGarden: ${odd()}, id: ${index}, call: "options", arguments: [] }`,
    odd,
  ])();
}

/** How the bytes of a message of this number differ from good ones: a list of changes, each `[kind, place, value]` with a place from 0 to 1. */
export function damage(seed, index) {
  const random = new Random(seed, "bytes", index);
  return {
    to: index % 2 === 0 ? "page" : "worker",
    of: random.next(),
    changes: Array.from({ length: 1 + random.below(4) }, () => [random.pick(["flip", "set", "cut", "more", "twice"]), random.next() ** 2, random.pick([0, 1, 127, 128, 255, random.below(256)])]),
  };
}

/** Runs in the page: the bytes with those changes. */
export function damaged(bytes, changes) {
  let list = [...bytes];
  for (const [kind, place, value] of changes) {
    const at = Math.floor(place * list.length);
    if (kind === "flip" && list.length > 0) list[at] ^= 1 << (value % 8);
    if (kind === "set" && list.length > 0) list[at] = value;
    if (kind === "cut") list = list.slice(0, at);
    if (kind === "more") list.splice(at, 0, ...Array(1 + (value % 16)).fill(value));
    if (kind === "twice") list = [...list, ...list.slice(at)];
  }
  return new Uint8Array(list);
}
