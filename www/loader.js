// The first script of a trainer's worker: fetches its program, and tells the page how that goes. Once the program runs, it speaks
// for itself.
{
  /** The page hears from a worker that fetches at least this often. Of one that compiles it hears nothing, and knows how long that may take. */
  const OFTEN = 1000;
  /** And no more often than this, however many pieces come. */
  const SELDOM = 100;

  /** For the program: the bytes of a data file. What the browser keeps of a file that failed is not asked again. */
  globalThis.readFile = async (file, again) => {
    const pieces = [];
    await read(file, (piece) => pieces.push(piece), { cache: again ? "reload" : "default" });
    return new Blob(pieces).arrayBuffer();
  };

  let stage;
  let told = 0;
  const say = () => {
    told = performance.now();
    postMessage(stage);
  };
  const alive = setInterval(() => stage?.fetching && say(), OFTEN);
  try {
    await start(`${PROGRAM.name}.js`, `${PROGRAM.name}_bg.wasm`, (next) => {
      const another = Object.keys(next)[0] !== Object.keys(stage ?? {})[0];
      stage = next;
      if (another || performance.now() - told > SELDOM) say();
    });
  } catch (why) {
    const { file, kind, status } = why;
    postMessage(kind ? { failed: { file, kind, status } } : { crashed: String(why) });
  } finally {
    clearInterval(alive);
  }
}
