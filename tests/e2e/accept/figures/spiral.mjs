// The spiral is learned from x₁ and x₂ alone, for most seeds.
import { percent, trainUntil } from "../stage.mjs";

const SETTINGS = "v=1&data=spiral&points=500&test=50&noise=0&features=x1,x2&layers=16,16&activation=tanh&optimizer=adam&lr=0.01&batch=10&device=cpu";
const [SEEDS, ENOUGH, ACCURACY, STEPS] = [10, 7, 0.95, 6000];

export default async function spiral(stage) {
  const reached = [];
  const lacking = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const page = await stage.open(`${SETTINGS}&seed=${seed}`);
    const best = await trainUntil(page, ACCURACY, 200, STEPS);
    if (best.testAccuracy >= ACCURACY) reached.push(best.step);
    else lacking.push(`seed ${seed}: ${percent(best.testAccuracy)}`);
    await stage.close(page);
  }
  reached.sort((a, b) => a - b);
  const half = reached[Math.floor(reached.length / 2)];
  const steps = reached.length > 0 ? `, median ${half} steps` : "";
  return {
    figure: `${reached.length} of ${SEEDS} seeds${steps}${lacking.map((seed) => `; ${seed}`).join("")}`,
    bound: `${percent(ACCURACY)} by step ${STEPS} for ${ENOUGH} of ${SEEDS} seeds`,
    verdict: reached.length >= ENOUGH,
  };
}
