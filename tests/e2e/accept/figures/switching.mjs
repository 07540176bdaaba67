// From lesson to lesson, around all of them: for 50 rounds in a row neither the page's heap nor any WebAssembly memory grows, and there
// is one worker as before. WebAssembly memory never shrinks, and how much of a curve is on its way at once differs from round to
// round, so that it may take a while until the most was there; a leak would grow again and again.
import { lessons } from "../lessons.mjs";
import { KEEP_MEMORIES, memoryBytes } from "../../memories.mjs";
import { configure } from "../stage.mjs";

const LEVEL = 50;
/** Rounds before the first look, and at most. */
const WARM_UP = 16;
const MOST = 200;
/** Rounds from one look to the next. */
const LOOK = 10;
/** What a garbage collector may leave lying about. */
const HEAP = 3e6;

export default async function switching(stage) {
  const page = await stage.open("v=1&device=cpu", async (opened) => {
    await opened.addInitScript(KEEP_MEMORIES);
    await opened.route(/trainer_\w+_loader\.js/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${KEEP_MEMORIES}\n${await response.text()}` });
    });
  });
  const all = await lessons(page);
  const devtools = await page.context().newCDPSession(page);
  const size = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    const workers = page.workers();
    const trainer = await Promise.all(workers.map((worker) => worker.evaluate(memoryBytes)));
    return { heap: usedSize, page: await page.evaluate(memoryBytes), trainer: trainer.reduce((a, b) => a + b, 0), workers: workers.length };
  };
  const round = async () => {
    for (const lesson of all) {
      await configure(page, { lesson });
      await page.evaluate(async () => {
        gradientGarden.play();
        await new Promise((turn) => setTimeout(turn, 120));
        gradientGarden.pause();
      });
    }
  };
  await round();
  // Whatever data the lessons fetch arrives in the first round or soon after it.
  await page.waitForFunction(() => document.querySelector(".loading") === null);
  for (let count = 1; count < WARM_UP; count += 1) await round();
  const memory = ({ page, trainer }) => `${page} ${trainer}`;
  let [count, level] = [WARM_UP, 0];
  let first = await size();
  let last = first;
  while (level < LEVEL && count < MOST) {
    for (let more = 0; more < LOOK; more += 1) await round();
    last = await size();
    count += LOOK;
    level += LOOK;
    if (memory(last) !== memory(first)) [first, level] = [last, 0];
  }
  await stage.close(page);
  const mega = (value) => `${(value / 1e6).toFixed(1)} MB`;
  const grown = (name) => `${mega(first[name])} → ${mega(last[name])}`;
  return {
    figure: `heap ${grown("heap")}, page's wasm ${grown("page")}, trainer's wasm ${grown("trainer")}, ${last.workers} worker (${all.length} lessons × ${count})`,
    bound: `level for ${LEVEL} rounds in a row within ${MOST}, 1 worker`,
    verdict: level >= LEVEL && last.heap - first.heap < HEAP && last.page > 0 && last.trainer > 0 && last.workers === 1,
  };
}
