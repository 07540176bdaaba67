import { lessonLinks, link } from "./links.mjs";
import { Target } from "./watch.mjs";

/** Links, each put into the address of a page that is open. */
export class Links {
  static kind = "link";
  /** So many are thrown between two looks from outside. */
  static together = 25;
  #lessons;

  constructor({ browser, site, seed }) {
    Object.assign(this, { browser, site, seed });
  }

  async open() {
    const target = await Target.open(this.browser, `${this.site.url}#v=1&device=cpu`);
    this.#lessons ??= await lessonLinks(target.page);
    return target;
  }

  describe(number) {
    return JSON.stringify(link(this.seed, number, this.#lessons));
  }

  /** Throws these, one after the other, until one has faults. Returns how many were thrown, and the faults of the last. */
  async throw(target, numbers) {
    // What is trained is not what is tried: a link that trains would only hold up those after it.
    const fragments = numbers.map((number) => link(this.seed, number, this.#lessons).replaceAll(/\b(play|steps)=/g, "$1_="));
    const [thrown, faults] = await target.inPage(tryAll, fragments, [1, ["the page does not answer for 60 s"]], 60);
    // A page that is gone says so in one sentence.
    const seen = Array.isArray(faults) ? faults : [thrown];
    return { thrown: Array.isArray(faults) ? thrown : 1, faults: [...seen, ...(await target.faults())] };
  }
}

/** Runs in the page. */
async function tryAll(fragments) {
  for (const [place, fragment] of fragments.entries()) {
    location.hash = fragment;
    // The page reads it in a task of its own, and draws.
    await new Promise((turn) => setTimeout(turn));
    await new Promise((turn) => setTimeout(turn));
    const faults = globalThis.look();
    if (faults.length > 0) return [place + 1, faults];
  }
  return [fragments.length, []];
}
