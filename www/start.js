// Starts the page's own program, or says why it cannot. The words are in index.html.
{
  const say = (why) => globalThis.gardenBoot?.(why.kind ?? "start", why.file ?? "", why.status || why.what || "");

  /** A policy may allow a file and no worker that runs it. */
  const forbidden = (file) => (blocked.startsWith("worker") ? { file, kind: "policy", what: blocked } : undefined);

  /** For the page: what is wrong with a worker's first script, `undefined` if nothing is. */
  const examine = (file) => read(file).then(() => forbidden(file), ({ kind, status, what }) => ({ file, kind, status, what }));

  /** For the page: whether the server has another build by now. A server that does not say so within three seconds has none. */
  const isReplaced = async () => {
    const answer = await fetch(new URL("./", import.meta.url), { cache: "no-store", signal: AbortSignal.timeout(3000) }).catch(() => undefined);
    const page = answer?.ok ? await answer.text().catch(() => "") : "";
    const build = /<meta name="build" content="([^"]*)"/.exec(page)?.[1];
    return build !== undefined && build !== PROGRAM.build;
  };

  globalThis.gardenFiles = { examine, isReplaced };
  const bar = document.querySelector("#boot-loading progress");
  const show = ({ fetching }) => bar && Object.assign(bar, fetching ? { max: fetching.total, value: fetching.done } : { value: bar.max });
  // Until the page has started: a slow network is told of, and still waited for.
  const silent = async (file) => say((await isReplaced()) ? { kind: "replaced" } : { kind: "silent", file });
  try {
    const [wasm, bindings] = await start(PROGRAM.script, PROGRAM.module, show, silent);
    globalThis.wasmBindings = bindings;
    dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
  } catch (why) {
    say((await isReplaced()) ? { kind: "replaced" } : why);
    throw why;
  }
}
