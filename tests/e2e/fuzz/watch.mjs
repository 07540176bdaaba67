// What must never happen, whatever comes in: an exception, a panic, a main thread that stands still, a flood of notices, markup that
// came in as text, and a page that is dead afterwards.
import { setTimeout as sleep } from "node:timers/promises";

/** Notices that may stand on the page at once, and the longest task of the main thread in milliseconds. */
const MOST = { notices: 12, task: 1000 };

/** Runs in every frame before the page's program. */
function observe(most) {
  globalThis.seen = [];
  addEventListener("error", ({ message }) => globalThis.seen.push(`exception: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => globalThis.seen.push(`unhandled rejection: ${reason?.message ?? reason}`));
  globalThis.alert = () => globalThis.seen.push("markup was run: alert was called");
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest ?? 0, duration);
  }).observe({ type: "longtask", buffered: true });
  // What happened since the last look, in words.
  globalThis.look = () => {
    const { seen } = globalThis;
    const task = Math.round(globalThis.longest ?? 0);
    const notices = document.querySelectorAll(".notice").length;
    const markup = document.querySelector(".notice :is(img, script, iframe, a[href^=javascript])");
    [globalThis.seen, globalThis.longest] = [[], 0];
    if (task > most.task) seen.push(`the main thread stood still for ${task} ms`);
    if (notices > most.notices) seen.push(`${notices} notices`);
    if (markup) seen.push(`markup in a notice: ${markup.outerHTML.slice(0, 80)}`);
    return seen;
  };
  globalThis.sent = { page: [], worker: [] };
  globalThis.trainers = [];
  const Original = globalThis.Worker;
  const keep = (list, data) => data instanceof ArrayBuffer && data.byteLength < 100_000 && list.push(new Uint8Array(data.slice(0))) > 200 && list.shift();
  globalThis.Worker = class extends Original {
    constructor(...given) {
      super(...given);
      globalThis.trainers.push(this);
      this.addEventListener("message", ({ data, isTrusted }) => isTrusted && keep(globalThis.sent.page, data));
    }
    postMessage(data, ...rest) {
      keep(globalThis.sent.worker, data);
      return super.postMessage(data, ...rest);
    }
    terminate() {
      globalThis.trainers = globalThis.trainers.filter((one) => one !== this);
      super.terminate();
    }
  };
}

/** A page to throw things at. `inside` is the frame of the playground. */
export class Target {
  #panics = [];

  static async open(browser, address, inside) {
    const target = new Target();
    target.context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    target.page = await target.context.newPage();
    target.page.on("console", (message) => {
      if (/panicked|unreachable|RuntimeError|out of memory/i.test(message.text())) target.#panics.push(`console: ${message.text().split("\n").slice(0, 2).join(" ")}`);
    });
    target.page.on("crash", () => target.#panics.push("the page's process crashed"));
    await target.page.addInitScript(observe, MOST);
    await target.page.goto(address);
    target.frame = inside ? await found(target.page, inside) : target.page.mainFrame();
    await target.frame.waitForFunction(() => globalThis.gradientGarden !== undefined);
    await target.frame.evaluate(() => globalThis.gradientGarden.ready.then(() => undefined));
    await target.faults();
    return target;
  }

  close() {
    return Promise.race([this.context.close().catch(() => {}), sleep(5000)]);
  }

  /** What happened since the last look, in words. */
  async faults() {
    return [...this.#panics.splice(0), ...(await this.inPage(() => globalThis.look(), undefined, ["the page does not answer for 15 s"]))];
  }

  /** Runs a function in the page; what it is worth if the page does not answer is said by the caller. */
  inPage(call, given, silent, seconds = 15) {
    const asked = this.frame.evaluate(call, given).catch((why) => [`the page is gone: ${String(why).split("\n")[0]}`]);
    return Promise.race([asked, sleep(1000 * seconds).then(() => silent)]);
  }

  /** Why the page cannot be used any more, if so. */
  async dead() {
    const lives = this.frame.evaluate(async () => {
      const wait = (time) => new Promise((turn) => setTimeout(turn, time));
      // A trainer that stopped too often waits for Play.
      for (let count = 0; count < 3; count += 1) {
        try {
          location.hash = "v=1&data=xor&device=cpu";
          await wait(300);
          gradientGarden.play();
          await wait(1000);
          gradientGarden.pause();
          return (await gradientGarden.train(1)).step > 0 ? undefined : "train(1) takes no step";
        } catch (why) {
          if (count === 2) return `train(1): ${why?.message ?? why}`;
          await wait(1000);
        }
      }
    });
    return Promise.race([lives.catch((why) => `the page is gone: ${String(why).split("\n")[0]}`), sleep(60_000).then(() => "train(1) does not end within 60 s")]);
  }
}

async function found(page, part) {
  for (let count = 0; count < 100; count += 1) {
    const frame = page.frames().find((one) => one.url().includes(part));
    if (frame) return frame;
    await sleep(100);
  }
  throw new Error("the frame of the playground did not come");
}
