// The line and the heart that the drawn data set begins with: how many of the fakes are good within the lesson's default budget.
import { configure, percent, train } from "../stage.mjs";

const [BUDGET, LEAST] = [3000, 0.9];

export default async function ganShapes(stage) {
  const page = await stage.open("v=1&lesson=gan&device=cpu&seed=1");
  const values = {};
  for (const preset of ["line", "drawn"]) {
    await configure(page, { lesson: "gan", preset });
    values[preset] = 100 * (await train(page, BUDGET)).testAccuracy;
  }
  await stage.close(page);
  return {
    figure: Object.entries(values).map(([preset, good]) => `${preset} ${percent(good / 100)} good`).join(", "),
    bound: `${percent(LEAST)} each by step ${BUDGET}`,
    verdict: Object.values(values).every((good) => good >= 100 * LEAST),
    values,
  };
}
