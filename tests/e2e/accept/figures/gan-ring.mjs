// The generator's fakes lie on the ring and all around it, within the lesson's default budget, for most seeds.
import { COVERED, WIDTHS, fakes, imitated } from "../gan.mjs";
import { percent } from "../stage.mjs";

const [SEEDS, ENOUGH, GOOD, SECTORS, COUNT] = [5, 4, 0.9, 8, 1000];

export default async function ganRing(stage) {
  const seen = [];
  const [rights, losses] = [[], []];
  let reached = 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const page = await stage.open(`v=1&lesson=gan&device=cpu&seed=${seed}`);
    const { places, metrics, seconds } = await fakes(page);
    // The ring of radius 0.7, with noise of 0.05; eight sectors of 45°, the first about angle 0.
    const { good, covered } = imitated(places, (x, y) => ({
      distance: Math.abs(Math.hypot(x, y) - 0.7),
      sector: (Math.round((Math.atan2(y, x) / (2 * Math.PI)) * SECTORS) + SECTORS) % SECTORS,
    }));
    if (places.length !== COUNT) throw new Error(`${places.length} fakes instead of ${COUNT}`);
    if (Math.abs(good - metrics.testAccuracy) > 1e-9) throw new Error(`measured ${metrics.testAccuracy}, counted ${good}`);
    if (good >= GOOD && covered === SECTORS) reached += 1;
    rights.push(100 * metrics.trainAccuracy);
    losses.push(metrics.trainLoss);
    seen.push(`seed ${seed}: ${percent(good)}, ${covered} sectors, ${seconds.toFixed(0)} s`);
    await stage.close(page);
  }
  return {
    figure: `${reached} of ${SEEDS} seeds (${seen.join("; ")})`,
    bound: `at least ${percent(GOOD)} of 1,000 fakes good and ${SECTORS} sectors covered for ${ENOUGH} of ${SEEDS} seeds`,
    verdict: reached >= ENOUGH,
    values: {
      reached,
      fakes: COUNT,
      widths: WIDTHS,
      covered: 100 * COVERED,
      rightLeast: Math.min(...rights),
      rightMost: Math.max(...rights),
      lossLeast: Math.min(...losses),
      lossMost: Math.max(...losses),
    },
  };
}
