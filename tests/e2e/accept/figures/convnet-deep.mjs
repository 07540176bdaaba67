// The deep convolutional network: a step on both devices, and a loss that falls within 30 steps.
import { configure, train } from "../stage.mjs";

const STEPS = 30;
/** Of the loss after one step, between the devices. */
const APART = 0.01;

export default async function convnetDeep(stage) {
  // Fewer digits are measured: on a software adapter each of them takes as long as a step of smaller networks.
  const page = await stage.open("v=1&lesson=convnet&preset=deep&tested=100&digits=1000&device=cpu");
  const before = await page.evaluate(async () => {
    while (!gradientGarden.metrics()) await new Promise((turn) => setTimeout(turn, 100));
    return gradientGarden.metrics();
  });
  const cpu = await train(page, 1);
  const last = await train(page, STEPS - 1);
  await configure(page, { device: "webgpu" });
  await page.evaluate(() => gradientGarden.reset());
  const webgpu = await train(page, 1);
  await stage.close(page);
  const ran = cpu.device === "cpu" && last.step === STEPS && webgpu.device === "webgpu" && webgpu.step === 1;
  const apart = Math.abs(cpu.testLoss - webgpu.testLoss);
  const brief = (loss) => loss.toFixed(3);
  return {
    figure: `CPU ${brief(before.testLoss)} → ${brief(cpu.testLoss)} → ${brief(last.testLoss)} after ${STEPS}; WebGPU ${brief(webgpu.testLoss)} after 1`,
    bound: `falling within ${STEPS} steps; first step within ${APART} on both`,
    verdict: ran && last.testLoss < 0.8 * before.testLoss && apart <= APART,
    values: { left: last.testLoss / before.testLoss },
  };
}
