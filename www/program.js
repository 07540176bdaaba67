// Fetches a program, checks it and compiles it: its script and its WebAssembly module. `cargo xtask build` puts this in front of
// start.js (the page) and loader.js (the workers), after `PROGRAM`: the build's name, and length and CRC-32 of every file.

/** Milliseconds without a byte after which a file counts as one that does not come; at the second try twice as many, and so on. */
const PATIENCE = 10_000;
/** Whether a file of a trainer was asked for before, in vain, and how often. An older one, or a broken one, may be in the browser's cache. */
const again = Number(new URL(import.meta.url).searchParams.get("try"));
/** What is done then: a worker gives the file up, and its page has it tried again. The page itself waits on, see start.js. */
const giveUp = (file, stop) => stop.abort();
/** The smallest module, and the smallest one that needs SIMD. */
const EMPTY = [0, 97, 115, 109, 1, 0, 0, 0];
const SIMD = [...EMPTY, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11];

/**
 * Why a program is not there. `kind`: status, unreachable, silent, cut-off, altered, document (a page of HTML came instead),
 * policy (`what` names the directive), webassembly, simd, unsupported.
 */
class Missing extends Error {
  constructor(file, kind, { status = 0, what = "" } = {}) {
    super(`${file}: ${kind} ${status || what}`);
    Object.assign(this, { file, kind, status, what });
  }
}

/** The directive of the content policy that blocked something last. */
let blocked = "";
addEventListener("securitypolicyviolation", (event) => {
  // What a policy merely reports is not blocked.
  if (event.disposition === "enforce") blocked = event.effectiveDirective;
});

/** The trainers' files have no hash in their names. */
const query = `?v=${PROGRAM.build}${again ? `&try=${again}` : ""}`;
const address = (file) => new URL(file.startsWith("trainer_") ? `${file}${query}` : file, import.meta.url).href;

const TABLE = Uint32Array.from({ length: 256 }, (_, sum) => {
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/**
 * Fetches a file; `take` is given what comes, piece by piece. Throws `Missing` unless it is exactly the build's file, if the build
 * knows it.
 */
async function read(file, take = () => {}, { opened = () => {}, silent = giveUp, ...how } = {}) {
  const [length, checksum] = PROGRAM.files[file] ?? [];
  const stop = new AbortController();
  let silence;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => silent(file, stop), PATIENCE * (1 + again));
  };
  const missing = (kind) => new Missing(file, stop.signal.aborted ? "silent" : kind);
  listen();
  try {
    const answer = await fetch(address(file), { signal: stop.signal, ...how }).catch(async () => {
      // What a policy blocks is told a little later.
      await new Promise((told) => setTimeout(told, 50));
      throw blocked ? new Missing(file, "policy", { what: blocked }) : missing("unreachable");
    });
    if (!answer.ok) throw new Missing(file, "status", { status: answer.status });
    if (/^text\/html/.test(answer.headers.get("Content-Type"))) throw new Missing(file, "document");
    const pieces = answer.clone().body.getReader();
    opened(answer);
    let [done, sum] = [0, -1];
    for (;;) {
      const { value } = await pieces.read().catch(() => {
        throw missing("cut-off");
      });
      if (!value) break;
      listen();
      for (let at = 0; at < value.length; at += 1) sum = TABLE[(sum ^ value[at]) & 255] ^ (sum >>> 8);
      done += value.length;
      take(value);
    }
    if (done < length) throw new Missing(file, "cut-off");
    if (length !== undefined && (done > length || ~sum >>> 0 !== checksum)) throw new Missing(file, "altered");
  } finally {
    clearTimeout(silence);
  }
}

/** The exports of a script of the build. */
async function fetchScript(file, take, silent) {
  // A failed import does not say why; the file does.
  const imported = import(address(file)).catch(() => {});
  await read(file, take, { silent });
  const script = await imported;
  if (script) return script;
  throw blocked ? new Missing(file, "policy", { what: blocked }) : new Missing(file, "unreachable");
}

/** A module of the build, compiled. It is compiled while it comes, and kept compiled by browsers that do so. */
async function fetchModule(file, take, silent) {
  let compiling;
  const pieces = [];
  await read(
    file,
    (piece) => {
      if (!compiling) pieces.push(piece);
      take(piece);
    },
    {
      silent,
      opened(answer) {
        // Some hosts do not know the type, and then it cannot be compiled while it comes.
        if (!/^application\/wasm/.test(answer.headers.get("Content-Type"))) return;
        compiling = WebAssembly.compileStreaming(answer);
        compiling.catch(() => {});
      },
    },
  );
  try {
    return await (compiling ?? WebAssembly.compile(await new Blob(pieces).arrayBuffer()));
  } catch (why) {
    throw canCompile() ? new Missing(file, "unsupported", { what: String(why) }) : new Missing(file, "policy", { what: "script-src" });
  }
}

/** Whether modules may be compiled here: a policy may forbid it. */
function canCompile() {
  try {
    return Boolean(new WebAssembly.Module(Uint8Array.from(EMPTY)));
  } catch {
    return false;
  }
}

/**
 * Fetches a program and starts it. `tell` is given its stages: `{ fetching: { done, total } }`, then `{ compiling: true }`; `silent`
 * the file that does not come.
 */
async function start(script, module, tell, silent) {
  if (typeof WebAssembly !== "object") throw new Missing(module, "webassembly");
  if (!WebAssembly.validate(Uint8Array.from(SIMD))) throw new Missing(module, "simd");
  if (!canCompile()) throw new Missing(module, "policy", { what: "script-src" });
  const total = PROGRAM.files[script][0] + PROGRAM.files[module][0];
  let done = 0;
  const take = (piece) => {
    done += piece.length;
    tell(done < total ? { fetching: { done, total } } : { compiling: true });
  };
  tell({ fetching: { done, total } });
  const [glue, compiled] = await Promise.all([fetchScript(script, take, silent), fetchModule(module, take, silent)]);
  return [await glue.default({ module_or_path: compiled }), glue];
}
