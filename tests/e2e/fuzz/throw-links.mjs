import { lessonLinks, link } from "./links.mjs";
import { Target } from "./watch.mjs";

/** Links, each put into the address of a page that is open. */
export class Links {
  static kind = "link";
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

  async throw(target, number) {
    // What is trained is not what is tried: a link that trains would only hold up those after it.
    const text = link(this.seed, number, this.#lessons).replaceAll(/\b(play|steps)=/g, "$1_=");
    await target.frame.evaluate(async (fragment) => {
      location.hash = fragment;
      // The page reads it in a task of its own, and draws.
      await new Promise((turn) => setTimeout(turn));
      await new Promise((turn) => setTimeout(turn));
    }, text).catch(() => {});
    return target.faults();
  }
}
