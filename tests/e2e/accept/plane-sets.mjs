// circle, xor and gaussians with the page's defaults on one device.
import { configure, percent, trainUntil } from "./stage.mjs";

const [ACCURACY, STEPS] = [0.97, 2000];

/** Looks every `every` steps and stops a set as soon as it is learned. */
export async function planeSets(stage, device, every) {
  const found = [];
  for (const data of ["circle", "xor", "gaussians"]) {
    const page = await stage.open(`v=1&data=${data}`);
    await configure(page, { device });
    const best = await trainUntil(page, ACCURACY, every, STEPS);
    if (best.device !== device) throw new Error(`${data} was trained on ${best.device} instead of ${device}`);
    found.push({ data, ...best });
    await stage.close(page);
  }
  return {
    figure: found.map(({ data, testAccuracy, step }) => `${data} ${percent(testAccuracy)} at ${step}`).join(", "),
    bound: `${percent(ACCURACY)} each by step ${STEPS}`,
    verdict: found.every(({ testAccuracy }) => testAccuracy >= ACCURACY),
  };
}
