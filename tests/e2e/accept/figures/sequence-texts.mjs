// The text and the article's classifier: what each has learned within its own number of steps, and how much work a step of the
// classifier is.
import { configure, percent, train } from "../stage.mjs";

export default async function sequenceTexts(stage) {
  const page = await stage.open("v=1&lesson=sequence&device=cpu");
  const work = () => page.evaluate(() => gradientGarden.metrics().flopsPerStep);
  // Kept when it is measured.
  await configure(page, { lesson: "sequence", preset: "recall" });
  const recall = await work();
  await configure(page, { lesson: "sequence", preset: "classify" });
  const classify = await train(page, 250);
  const times = (await work()) / recall;
  await configure(page, { lesson: "sequence", preset: "characters" });
  const characters = await train(page, 600);
  await stage.close(page);
  return {
    figure: `classifier ${percent(classify.testAccuracy)} after 250 steps of ${times.toFixed(1)} times the work; characters: training loss ${characters.trainLoss.toFixed(2)}, test loss ${characters.testLoss.toFixed(2)} after 600`,
    bound: "≥ 95 %; the poems by heart (< 0.5), the rest not (> 2)",
    verdict: classify.testAccuracy >= 0.95 && characters.trainLoss < 0.5 && characters.testLoss > 2,
    values: { classify: 100 * classify.testAccuracy, work: times, known: characters.trainLoss, unknown: characters.testLoss },
  };
}
