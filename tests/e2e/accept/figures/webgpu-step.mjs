// What a step of a tiny network costs on WebGPU, on whatever adapter the browser has (a software one here): submitting it must not cost
// more than computing it. The step is timed with the curve alone on the page, and told beside it what it takes with all pictures.
import { train } from "../stage.mjs";

const BOUND = 15;
const [WARM_UP, STEPS, ROUNDS] = [60, 100, 5];

/** Median milliseconds of a step, the schedule's measurements included. */
async function timed(stage, fragment) {
  const page = await stage.open(`v=1&device=webgpu&layers=8,8${fragment}`);
  await page.waitForFunction(() => gradientGarden.metrics()?.device === "webgpu");
  await train(page, WARM_UP);
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(
      await page.evaluate(async (steps) => {
        const begun = performance.now();
        await gradientGarden.train(steps);
        return (performance.now() - begun) / steps;
      }, STEPS),
    );
  }
  await stage.close(page);
  return times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

export default async function webgpuStep(stage) {
  const step = await timed(stage, "&panels=loss");
  const pictured = await timed(stage, "");
  return {
    figure: `2-8-8-1: ${step.toFixed(1)} ms a step, measuring included; ${pictured.toFixed(1)} ms with all pictures of the page`,
    bound: `below ${BOUND} ms a step`,
    verdict: step < BOUND,
  };
}
