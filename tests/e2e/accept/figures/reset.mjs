// reset() and then train(n) is the first run again: parameters and measurements.
import { parameters, train } from "../stage.mjs";
import { differing } from "./same-seed.mjs";

const RUNS = [
  { name: "boundary", fragment: "v=1&device=cpu&data=xor", steps: 300 },
  { name: "digits", fragment: "v=1&lesson=digits&digits=2000&device=cpu", steps: 70 },
];
const MEASURED = ["step", "epoch", "trainLoss", "testLoss", "trainAccuracy", "testAccuracy"];

export default async function reset(stage) {
  const found = [];
  for (const { name, fragment, steps } of RUNS) {
    const page = await stage.open(fragment);
    const run = async () => {
      const first = await parameters(page);
      const metrics = await train(page, steps);
      return { first, metrics, last: await parameters(page) };
    };
    const once = await run();
    // Something else in between, so that there is something to forget.
    await train(page, 33);
    await page.evaluate(() => gradientGarden.reset());
    const again = await run();
    const differ = differing(once.first, again.first) + differing(once.last, again.last);
    found.push({ name, differ: differ + MEASURED.filter((key) => once.metrics[key] !== again.metrics[key]).length });
    await stage.close(page);
  }
  return {
    figure: found.map(({ name, differ }) => `${name}: ${differ} numbers differ`).join(", "),
    bound: "none differs in any bit",
    verdict: found.every(({ differ }) => differ === 0),
  };
}
