// How much of the gradient at the last of forty steps reaches the first, in cells that were not trained yet: along the state of a
// plain cell, and along the memory of an LSTM, as the page reads it out.
import { parse } from "../numbers.mjs";
import { configure } from "../stage.mjs";

const SEEDS = { rnn: 50, lstm: 20 };
const [MILLIONTH, ENOUGH] = [1e-6, 0.8];

export default async function sequenceReach(stage) {
  const page = await stage.open("v=1&lesson=sequence&distance=40&panels=reach&device=cpu");
  const panel = page.getByRole("region", { name: "Gradient through time" });
  const said = panel.getByText(/the first step gets/);
  const shares = {};
  let words = await said.innerText();
  for (const [cell, seeds] of Object.entries(SEEDS)) {
    shares[cell] = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      await configure(page, { cell, seed });
      // The picture comes after the measurement. Two seeds may have the same share in three digits, so nothing waits for ever.
      const before = words;
      for (let look = 0; look < 40 && words === before; look += 1) {
        await page.waitForTimeout(50);
        words = await said.innerText();
      }
      shares[cell].push(parse(/the first step gets (.+?) times/.exec(words)[1]));
    }
    shares[cell].sort((a, b) => a - b);
  }
  await stage.close(page);
  const { rnn, lstm } = shares;
  if (new Set(rnn).size < SEEDS.rnn / 2) throw new Error("the page read out the same share again and again");
  const small = rnn.filter((share) => share < MILLIONTH).length / rnn.length;
  const values = { millionth: 100 * small, memoryLeast: lstm[0], memoryMost: lstm.at(-1) };
  return {
    figure: `plain cell: median ${rnn[Math.floor(rnn.length / 2)].toExponential(1)}, ${(100 * small).toFixed(0)} % below a millionth; memory of the LSTM ${lstm[0]} to ${lstm.at(-1)}`,
    bound: `below a millionth from ${100 * ENOUGH} % of seeds, the memory between 0.1 and 0.4`,
    verdict: small >= ENOUGH && lstm[0] >= 0.1 && lstm.at(-1) <= 0.4,
    values,
  };
}
