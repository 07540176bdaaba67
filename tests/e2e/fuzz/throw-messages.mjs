import { damage, damaged, message } from "./messages.mjs";
import { Target } from "./watch.mjs";

const HOST = "/fuzz-host";

/** Messages of a page around the playground. */
export class Messages {
  static kind = "message";
  static together = 1;

  constructor({ browser, site, seed }) {
    Object.assign(this, { browser, site, seed });
    const frame = `<iframe src="/#v=1&device=cpu" width="1200" height="800"></iframe>`;
    site.documents.set(HOST, { type: "text/html", body: Buffer.from(`<!doctype html><title>Host</title>${frame}`) });
  }

  open() {
    return Target.open(this.browser, new URL(HOST, this.site.url).href, "#v=1");
  }

  describe(number) {
    return message(this.seed, number);
  }

  async throw(target, [number]) {
    await target.page.evaluate(async (text) => {
      frames[0].postMessage((0, eval)(`(${text})`), "*");
      await new Promise((turn) => setTimeout(turn, 30));
      // A message may have begun to train for ever.
      frames[0].postMessage({ gradientGarden: 1, id: "pause", call: "pause", arguments: [] }, "*");
      await new Promise((turn) => setTimeout(turn, 30));
    }, message(this.seed, number));
    return { thrown: 1, faults: await target.faults() };
  }
}

/** Messages between the page and its worker with bytes changed, cut or added. */
export class Bytes {
  static kind = "bytes";
  static together = 1;

  constructor({ browser, site, seed }) {
    Object.assign(this, { browser, site, seed });
    this.thrown = new Map();
  }

  async open() {
    const target = await Target.open(this.browser, `${this.site.url}#v=1&device=cpu`);
    // Good messages of all kinds, to be damaged.
    await target.frame.evaluate(async () => {
      gradientGarden.play();
      await new Promise((turn) => setTimeout(turn, 1000));
      gradientGarden.pause();
      await gradientGarden.train(3);
      await gradientGarden.setParameters(await gradientGarden.parameters());
      await gradientGarden.dataset();
      await gradientGarden.predict([[1, 2]]);
    });
    return target;
  }

  describe(number) {
    const { to, changes } = damage(this.seed, number);
    return `to the ${to}, ${JSON.stringify(changes)}: ${this.thrown.get(number) ?? "not thrown"}`;
  }

  async throw(target, [number]) {
    const { to, of, changes } = damage(this.seed, number);
    const hex = await target.frame.evaluate(`(${throwBytes})(${damaged}, ${JSON.stringify({ to, of, changes })})`).catch((why) => `the page is gone: ${String(why).split("\n")[0]}`);
    this.thrown.set(number, hex);
    return { thrown: 1, faults: await target.faults() };
  }
}

/** Runs in the page. */
async function throwBytes(damaged, { to, of, changes }) {
  const good = globalThis.sent[to];
  const bytes = damaged(good[Math.floor(of * good.length)] ?? new Uint8Array(0), changes);
  const hex = [...bytes.slice(0, 2000)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const wait = (time) => new Promise((turn) => setTimeout(turn, time));
  // A worker that was ended because of the last message is replaced; one that stopped too often waits for Play.
  for (let count = 0; globalThis.trainers.length === 0 && count < 20; count += 1) {
    gradientGarden.play();
    await wait(200);
  }
  const worker = globalThis.trainers[0];
  if (!worker) return "no worker";
  if (to === "page") worker.dispatchEvent(new MessageEvent("message", { data: bytes.buffer }));
  else Object.getPrototypeOf(Object.getPrototypeOf(worker)).postMessage.call(worker, bytes.buffer, [bytes.buffer]);
  await wait(20);
  gradientGarden.pause();
  return hex;
}
