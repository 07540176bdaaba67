// What the generator makes after the lesson's default budget, counted here and not by the page.
const [BUDGET, WIDTH] = [3000, 0.05];
/** A fake is good within so many noise widths of the data; a sector is covered by this share of all fakes. */
export const [WIDTHS, COVERED] = [3, 0.02];

/** Trains for the budget; returns 1,000 fakes as `[x₁, x₂]`, the metrics, and how long it took. */
export const fakes = (page) =>
  page.evaluate(async (steps) => {
    const begun = performance.now();
    const metrics = await gradientGarden.train(steps);
    const seconds = (performance.now() - begun) / 1000;
    const layers = await gradientGarden.activations([0, 0]);
    const { values } = layers.find(({ layer }) => layer === "generator.samples");
    const places = Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i], values[2 * i + 1]]);
    return { places, metrics, seconds };
  }, BUDGET);

/** Share of the places within three widths, and sectors that hold at least 2 % of all places as such. */
export function imitated(places, judge) {
  const sectors = new Map();
  for (const [x, y] of places) {
    const { distance, sector } = judge(x, y);
    if (distance <= WIDTHS * WIDTH) sectors.set(sector, (sectors.get(sector) ?? 0) + 1);
  }
  const counts = [...sectors.values()];
  return {
    good: counts.reduce((sum, count) => sum + count, 0) / places.length,
    covered: counts.filter((count) => count >= COVERED * places.length).length,
  };
}
