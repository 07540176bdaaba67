// From the same parameters and batches, the CPU and WebGPU take the same steps.
import { brief, configure, distance, parameters, train } from "../stage.mjs";

const BOUND = 1e-3;
/** Both lessons; the second is large for a software adapter, and has dropout. */
const RUNS = [
  { name: "boundary", fragment: "v=1&optimizer=sgd", steps: 500 },
  { name: "digits", fragment: "v=1&lesson=digits&digits=1000&optimizer=sgd&lr=0.1", steps: 200 },
];

export default async function devices(stage) {
  const found = [];
  for (const { name, fragment, steps } of RUNS) {
    const page = await stage.open(fragment);
    const results = {};
    for (const device of ["cpu", "webgpu"]) {
      await configure(page, { device });
      await page.evaluate(() => gradientGarden.reset());
      const first = await parameters(page);
      const metrics = await train(page, steps);
      if (metrics.device !== device || metrics.step !== steps) {
        throw new Error(`${name}: step ${metrics.step} on ${metrics.device} instead of ${steps} on ${device}`);
      }
      results[device] = { first, last: await parameters(page) };
    }
    const { cpu, webgpu } = results;
    found.push({
      name,
      steps,
      start: distance(cpu.first, webgpu.first),
      apart: distance(cpu.last, webgpu.last),
      moved: distance(cpu.first, cpu.last),
    });
    await stage.close(page);
  }
  // Networks that stay where they are agree, too.
  const fair = found.every(({ start, moved }) => start === 0 && moved > 10 * BOUND);
  const words = ({ name, apart, steps, moved }) => `${name} ${brief(apart)} after ${steps} steps (moved ${brief(moved)})`;
  return {
    figure: found.map(words).join(", "),
    bound: `every parameter within ${brief(BOUND)}`,
    verdict: fair && found.every(({ apart }) => apart <= BOUND),
  };
}
