// The same seed twice on the CPU, in two pages: every parameter equal, bit for bit.
import { parameters, train } from "../stage.mjs";

const RUNS = [
  { name: "boundary", fragment: "v=1&device=cpu&data=spiral&noise=10&seed=7", steps: 400 },
  { name: "digits", fragment: "v=1&lesson=digits&digits=2000&device=cpu&seed=7", steps: 80 },
];

/** Numbers that differ, where −0 is not 0. */
export const differing = (ours, theirs) =>
  ours.reduce(
    (sum, { values }, place) => sum + values.filter((value, index) => !Object.is(value, theirs[place]?.values[index])).length,
    ours.length === theirs.length ? 0 : 1,
  );

export default async function sameSeed(stage) {
  const found = [];
  for (const { name, fragment, steps } of RUNS) {
    const runs = [];
    for (const rounds of [1, 4]) {
      const page = await stage.open(fragment);
      // The second time with pauses in between: when the page looks must not matter.
      for (let round = 0; round < rounds; round += 1) await train(page, steps / rounds);
      runs.push(await parameters(page));
      await stage.close(page);
    }
    const count = runs[0].reduce((sum, { values }) => sum + values.length, 0);
    found.push({ name, steps, count, differ: differing(...runs) });
  }
  return {
    figure: found.map(({ name, steps, count, differ }) => `${name} ${differ} of ${count} differ after ${steps} steps`).join(", "),
    bound: "none differs in any bit",
    verdict: found.every(({ differ }) => differ === 0),
  };
}
