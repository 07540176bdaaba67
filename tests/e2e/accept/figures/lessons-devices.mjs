// One step of every worked example on the CPU and on WebGPU, from the same parameters with the same examples.
import { examples, firstInput, small } from "../lessons.mjs";
import { brief, configure, distance, parameters, train } from "../stage.mjs";

const BOUND = 1e-3;

export default async function lessonsDevices(stage) {
  const page = await stage.open("v=1&device=cpu");
  const all = await examples(page);
  const found = [];
  for (const { name, options } of all) {
    await configure(page, { device: "cpu" });
    await small(page, options);
    await firstInput(page);
    await page.evaluate(() => gradientGarden.reset());
    const first = await parameters(page);
    await train(page, 1);
    const cpu = await parameters(page);
    await page.evaluate(() => gradientGarden.reset());
    await configure(page, { device: "webgpu" });
    const metrics = await train(page, 1);
    if (metrics.device !== "webgpu" || metrics.step !== 1) throw new Error(`${name}: step ${metrics.step} on ${metrics.device}`);
    found.push({ name, apart: distance(cpu, await parameters(page)), moved: distance(first, cpu) });
  }
  await stage.close(page);
  const worst = found.reduce((a, b) => (b.apart > a.apart ? b : a));
  const still = found.filter(({ moved }) => !(moved > 0)).map(({ name }) => name);
  return {
    figure: `${found.length} examples, at most ${brief(worst.apart)} (${worst.name})${still.length > 0 ? `, nothing moved in ${still.join(", ")}` : ""}`,
    bound: `every parameter within ${brief(BOUND)} after a step`,
    verdict: found.every(({ apart, moved }) => apart <= BOUND && moved > 0),
  };
}
