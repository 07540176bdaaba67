import { setTimeout as sleep } from "node:timers/promises";
import { leak } from "../faults/judge.mjs";
import { call } from "./calls.mjs";
import { Target } from "./watch.mjs";

/** The longest that a promise may stay open, once the run is paused, in seconds. */
const OPEN = 20;

/** Calls of the scripting interface: each is kept or rejected with words, and never throws. */
export class Calls {
  static kind = "call";
  static together = 1;

  constructor({ browser, site, seed }) {
    Object.assign(this, { browser, site, seed });
  }

  open() {
    return Target.open(this.browser, `${this.site.url}#v=1&device=cpu`);
  }

  describe(number) {
    return call(this.seed, number);
  }

  async throw(target, [number]) {
    const asked = target.frame.evaluate(async ([text, seconds]) => {
      let promise;
      try {
        promise = (0, eval)(text);
      } catch (why) {
        return `thrown: ${why}`;
      }
      // Whatever trains now would train for ever.
      setTimeout(() => gradientGarden.pause(), 50);
      return Promise.race([
        Promise.resolve(promise).then(() => "kept", (why) => (why instanceof Error ? `rejected: ${why.message}` : `rejected without an error: ${String(why)}`)),
        new Promise((open) => setTimeout(open, 1000 * seconds, "open")),
      ]);
    }, [call(this.seed, number), OPEN]);
    const outcome = await Promise.race([asked.catch((why) => `the page is gone: ${String(why).split("\n")[0]}`), sleep(1000 * OPEN + 10_000).then(() => "the page does not answer")]);
    return { thrown: 1, faults: [...bad(outcome), ...(await target.faults())] };
  }
}

function bad(outcome) {
  if (outcome === "kept") return [];
  if (outcome === "open") return [`open after ${OPEN} s`];
  const [, words] = /^rejected: (.*)$/s.exec(outcome) ?? [];
  if (words === undefined) return [outcome];
  // What the caller passed may stand in the message.
  const leaked = leak(words.replaceAll(/“[^”]*”|\S+=\S+|\b(?:NaN|undefined)\b|\[object \w+\]/g, ""));
  if (words.trim() === "" || words.length > 500) return [`rejected with ${words.length} characters: ${words.slice(0, 100)}`];
  return leaked ? [`“${leaked}” in the words: ${words.slice(0, 200)}`] : [];
}
