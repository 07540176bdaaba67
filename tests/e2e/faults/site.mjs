// The release site with a fault on the way: a server in front of the one that `cargo xtask` started.
//
// The faults are put in here and not by the browser, so that they reach whatever a worker asks for, in every browser, and so
// that answers can stop half-way, come late or never come.
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** What a request is for, whatever the build calls its files. */
export const PARTS = {
  page: ({ path }) => path.endsWith("/") || path.endsWith("/index.html"),
  style: ({ path }) => path.endsWith(".css"),
  /** The page's own program. */
  app: ({ path }) => /\/app[^/]*\.js$/.test(path),
  appWasm: ({ path }) => /\/app[^/]*\.wasm$/.test(path),
  /** The first script of a trainer's worker. */
  worker: ({ path }) => /\/trainer_[^/]*_loader\.js$/.test(path),
  /** The script that the first one imports. */
  program: ({ path }) => /\/trainer_[^/]*(?<!_loader)\.js$/.test(path),
  wasm: ({ path }) => /\/trainer_[^/]*\.wasm$/.test(path),
  data: ({ path }) => path.includes("/data/"),
};

/** Which trainer a request belongs to, from its whole URL. */
const trainer = (url) => /trainer_(dense|cpu|gpu)/.exec(url)?.[1];

/** How an answer goes wrong. Each is handed the good answer and returns the bad one; `null` never answers. */
export const ANSWERS = {
  missing: () => ({ status: 404, body: "There is nothing here." }),
  broken: () => ({ status: 500, body: "The server has a fault." }),
  cut: ({ body, ...rest }) => ({ ...rest, body: body.subarray(0, body.length >> 1) }),
  /** A sign-in page, as networks in hotels and trains send for everything. */
  signIn: () => ({ status: 200, type: "text/html", body: "<!doctype html><title>Sign in</title>" }),
  altered: ({ body, ...rest }) => {
    const other = Buffer.from(body);
    for (let at = Math.min(5000, other.length >> 1); at < other.length; at += 50_000) other[at] ^= 0x55;
    return { ...rest, body: other };
  },
  never: () => null,
};

/** A site of its own for one fault; every fault can be lifted again by `site.faults.length = 0`. */
export class Site {
  /** `{ part, of, file, answer, times, delay }`: which requests, and what happens to them. */
  faults = [];
  /** Text that runs in a worker before its program: `{ of, text }`. */
  inWorkers = [];
  /** Headers of every answer. */
  headers = {};
  /** Paths that were asked for. */
  asked = [];
  /** Documents that belong to the test: path to `{ type, body }`. */
  documents = new Map();
  #server;
  #behind;

  static async open(behind, { host = "127.0.0.1" } = {}) {
    const site = new Site();
    site.#behind = behind;
    site.#server = createServer((request, response) => {
      site.#answer(request, response).catch(() => response.destroy());
    });
    await new Promise((listening) => site.#server.listen(0, host, listening));
    site.url = `http://${host}:${site.#server.address().port}/`;
    return site;
  }

  close() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** All connections end, and new ones are refused: the network is gone, for workers as well. */
  set offline(gone) {
    this.gone = gone;
    if (gone) this.#server.closeAllConnections();
  }

  async #answer(request, response) {
    if (this.gone) return void request.socket.destroy();
    const url = new URL(request.url, this.url);
    const asked = { path: url.pathname, url: request.url, dest: request.headers["sec-fetch-dest"], of: trainer(request.url) };
    this.asked.push(asked.url);
    const fault = this.faults.find((one) => applies(one, asked));
    const good = await this.#fetch(asked);
    if (fault?.delay) await sleep(fault.delay);
    const sent = fault?.answer ? fault.answer(this.#prepared(good, asked), asked) : this.#prepared(good, asked);
    if (fault?.times !== undefined) fault.times -= 1;
    // An answer that never comes: the connection stays open.
    if (sent === null) return;
    const { status = 200, type = "application/octet-stream", body, headers } = sent;
    response.writeHead(status, { "content-type": type, "cache-control": "no-cache", ...headers, ...this.headers });
    response.end(body);
  }

  async #fetch({ path, url }) {
    const own = this.documents.get(path);
    if (own) return { status: 200, headers: {}, ...own };
    const answer = await fetch(new URL(url.slice(1), this.#behind), { headers: { "accept-encoding": "identity" } });
    const policy = answer.headers.get("content-security-policy");
    return {
      status: answer.status,
      type: answer.headers.get("content-type") ?? undefined,
      headers: policy === null ? {} : { "content-security-policy": policy },
      body: Buffer.from(await answer.arrayBuffer()),
    };
  }

  /** With the texts that run before a worker's program; in front of everything, on its first line. */
  #prepared(good, asked) {
    if (asked.dest !== "worker" || good.status !== 200) return good;
    const texts = this.inWorkers.filter(({ of }) => of === undefined || [of].flat().includes(asked.of)).map(({ text }) => `{${text}}`);
    return { ...good, body: Buffer.concat([Buffer.from(texts.join("").replaceAll("\n", " ")), good.body]) };
  }
}

function applies({ part, of, file, times }, asked) {
  if (times !== undefined && times <= 0) return false;
  if (part && ![part].flat().some((name) => PARTS[name](asked))) return false;
  if (of && !([of].flat().includes(asked.of))) return false;
  return file === undefined || asked.path.includes(file);
}
