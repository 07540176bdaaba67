// How soon the generator gets going with each loss: good fakes on the ring after 1,000 steps, over five seeds. On the ring min-max is
// not the slower one: the discriminator is seldom sure of a fake.
import { configure, percent, train } from "../stage.mjs";

const [SEEDS, STEPS] = [5, 1000];

export default async function ganMinmax(stage) {
  const page = await stage.open("v=1&lesson=gan&device=cpu");
  const good = {};
  for (const objective of ["minmax", "non-saturating"]) {
    good[objective] = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      await configure(page, { objective, seed });
      await page.evaluate(() => gradientGarden.reset());
      good[objective].push((await train(page, STEPS)).testAccuracy);
    }
  }
  await stage.close(page);
  const mean = (shares) => shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const ahead = 100 * (mean(good.minmax) - mean(good["non-saturating"]));
  const said = Object.entries(good).map(([name, shares]) => `${name} ${shares.map(percent).join(", ")}`);
  return {
    figure: `good fakes after ${STEPS} steps: ${said.join("; ")}`,
    bound: "a difference of at least ten points to be seen, min-max ahead",
    verdict: ahead >= 10,
    values: { ahead, steps: STEPS },
  };
}
