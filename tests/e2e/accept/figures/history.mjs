// The curves of a run depend on its seed and its step alone: played with pictures and paused on the way, or trained by a script at one
// go, the same seed gives the same history and the same batch losses on the CPU, bit for bit.
import { train } from "../stage.mjs";

const RUNS = [
  { name: "boundary", fragment: "v=1&device=cpu&data=spiral&noise=10&seed=3", steps: 700 },
  { name: "neuron", fragment: "v=1&lesson=neuron&device=cpu&noise=20", steps: 700 },
  { name: "convnet", fragment: "v=1&lesson=convnet&device=cpu&digits=2000&tested=1000", steps: 45 },
  { name: "sequence", fragment: "v=1&lesson=sequence&device=cpu", steps: 60 },
];

const seen = (page) => page.evaluate(() => JSON.stringify([gradientGarden.history(), gradientGarden.batchLosses()]));

/** Plays until a step is passed, three times, with a pause and a look elsewhere in between. */
const playAbout = (page, steps) =>
  page.evaluate(async (last) => {
    const step = () => gradientGarden.batchLosses().at(-1)?.step ?? 0;
    for (const share of [0.2, 0.5, 0.8]) {
      gradientGarden.play();
      while (step() < share * last) await new Promise((over) => setTimeout(over, 20));
      gradientGarden.pause();
      await new Promise((over) => setTimeout(over, 150));
    }
  }, steps);

export default async function history(stage) {
  const found = [];
  for (const { name, fragment, steps } of RUNS) {
    const played = await stage.open(fragment);
    await playAbout(played, steps);
    // Wherever it was paused, the rest up to the same step for both.
    const { step } = await train(played, 1);
    const last = Math.max(steps, step + 1);
    await train(played, last - step);
    const trained = await stage.open(fragment);
    await train(trained, last);
    const [one, other] = [await seen(played), await seen(trained)];
    const [points, losses] = JSON.parse(one).map((list) => list.length);
    found.push({ name, same: one === other, points, losses, last });
    await stage.close(played);
    await stage.close(trained);
  }
  return {
    figure: found
      .map(({ name, same, points, losses, last }) => `${name} ${same ? "equal" : "DIFFERENT"} at ${last}: ${points} + ${losses}`)
      .join(", "),
    bound: "played and trained: equal, every batch's loss kept",
    verdict: found.every(({ same, losses, last }) => same && losses === Math.min(last, 1000)),
  };
}
