// From lesson to lesson, 50 times around all of them: once every lesson has been at its largest, neither the page's heap nor any
// WebAssembly memory grows, and there is one worker as before.
import { KEEP_MEMORIES, memoryBytes } from "../../memories.mjs";
import { lessons } from "../lessons.mjs";
import { configure } from "../stage.mjs";

const ROUNDS = 50;
/** Rounds before the first look: how much of a curve is on its way at once differs from round to round, and memory keeps the most. */
const WARM_UP = 16;
/** What a garbage collector may leave lying about. */
const HEAP = 3e6;

export default async function switching(stage) {
  const page = await stage.open("v=1&device=cpu", async (opened) => {
    await opened.addInitScript(KEEP_MEMORIES);
    await opened.route(/trainer_\w+_loader\.js/, async (route) => {
      const response = await route.fetch();
      // Imports are hoisted: this runs after them and before the module is instantiated.
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
  const first = await size();
  for (let count = 0; count < ROUNDS; count += 1) await round();
  const last = await size();
  await stage.close(page);
  const mega = (value) => `${(value / 1e6).toFixed(1)} MB`;
  const grown = (name) => `${mega(first[name])} → ${mega(last[name])}`;
  return {
    figure: `heap ${grown("heap")}, page's wasm ${grown("page")}, trainer's wasm ${grown("trainer")}, ${last.workers} worker (${all.length} lessons × ${ROUNDS})`,
    bound: `level after ${WARM_UP} rounds, 1 worker`,
    verdict:
      last.heap - first.heap < HEAP && last.page === first.page && last.trainer === first.trainer && last.page > 0 && last.trainer > 0 && last.workers === 1,
  };
}
