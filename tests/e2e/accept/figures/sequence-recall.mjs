// Recall of a token forty steps back: the gated cells learn it within the lesson's default budget, the plain one does not, with
// the same seed, size and data.
import { configure, percent, train } from "../stage.mjs";

const [STEPS, EARLY, SEED] = [300, 200, 1];

export default async function sequenceRecall(stage) {
  const page = await stage.open(`v=1&lesson=sequence&preset=recall&distance=40&seed=${SEED}&device=cpu`);
  const [found, values] = [{}, {}];
  const began = Date.now();
  let slowest = 0;
  for (const cell of ["lstm", "gru", "rnn"]) {
    await configure(page, { cell });
    const from = Date.now();
    const early = await train(page, EARLY);
    const { step, testAccuracy, testExamples } = await train(page, STEPS - EARLY);
    values[cell] = 100 * testAccuracy;
    values[`${cell}Early`] = 100 * early.testAccuracy;
    slowest = Math.max(slowest, Date.now() - from);
    found[cell] = { testAccuracy, good: step === STEPS && testExamples === 500 };
  }
  await stage.close(page);
  const said = Object.entries(found).map(([cell, { testAccuracy }]) => `${cell} ${percent(testAccuracy)}`);
  const { lstm, gru, rnn } = found;
  return {
    figure: `${said.join(", ")} after ${STEPS} steps; the slowest ${(slowest / 1000).toFixed(1)} s of ${((Date.now() - began) / 1000).toFixed(1)} s`,
    bound: "lstm and gru ≥ 95 %, rnn ≤ 50 %, each within 60 s",
    verdict:
      [lstm, gru, rnn].every(({ good }) => good) &&
      lstm.testAccuracy >= 0.95 && gru.testAccuracy >= 0.95 && rnn.testAccuracy <= 0.5 && slowest < 60_000,
    values,
  };
}
