// What a step of a tiny network costs on WebGPU, on whatever adapter the browser has (a software one here): submitting it must not cost
// more than computing it.
import { train } from "../stage.mjs";

const BOUND = 15;
const [WARM_UP, STEPS, ROUNDS] = [60, 100, 5];

export default async function webgpuStep(stage) {
  const page = await stage.open("v=1&device=webgpu&layers=8,8");
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
  const median = times.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)];
  return { figure: `2-8-8-1: ${median.toFixed(1)} ms a step, measuring included`, bound: `below ${BOUND} ms`, verdict: median < BOUND };
}
