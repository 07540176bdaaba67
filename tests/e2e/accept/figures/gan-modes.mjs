// Of eight small clouds the generator imitates nearly all, with the default loss, within the lesson's default budget.
import { fakes, imitated } from "../gan.mjs";
import { percent } from "../stage.mjs";

const [MODES, ENOUGH] = [8, 7];

export default async function ganModes(stage) {
  const page = await stage.open("v=1&lesson=gan&data=modes&device=cpu&seed=1");
  const { places, seconds } = await fakes(page);
  const centres = Array.from({ length: MODES }, (_, i) => {
    const angle = (2 * Math.PI * i) / MODES;
    return [0.7 * Math.cos(angle), 0.7 * Math.sin(angle)];
  });
  const { good, covered } = imitated(places, (x, y) => {
    const distances = centres.map(([cx, cy]) => Math.hypot(x - cx, y - cy));
    const distance = Math.min(...distances);
    return { distance, sector: distances.indexOf(distance) };
  });
  await stage.close(page);
  return {
    figure: `${covered} modes, ${percent(good)} of 1,000 fakes good, ${seconds.toFixed(0)} s`,
    bound: `at least ${ENOUGH} of ${MODES} modes, each with 2 % of the fakes within three noise widths`,
    verdict: covered >= ENOUGH,
    values: { covered, good: 100 * good },
  };
}
