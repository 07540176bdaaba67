// While a network is trained, its pictures change at least ten times a second: the pixels of each are compared from animation
// frame to animation frame.
const [WARM_UP, MEASURED, RATE] = [4, 10, 10];
/** Pictures whose data change with every step: a panel's tab, and the lesson. The spiral keeps moving. */
const PICTURES = [
  ["boundary", "v=1&data=spiral", "Output"],
  ["boundary", "v=1&data=spiral", "Network"],
  ["digits", "v=1&lesson=digits", "Network"],
];

export default async function refresh(stage) {
  const found = [];
  for (const [lesson, fragment, title] of PICTURES) {
    const page = await stage.open(fragment);
    const canvas = page.getByRole("tabpanel", { name: title, exact: true }).getByRole("img").first();
    const changes = await canvas.evaluate(
      async (picture, [warmUp, measured]) => {
        const small = new OffscreenCanvas(96, 96).getContext("2d", { willReadFrequently: true });
        const fingerprint = () => {
          small.clearRect(0, 0, 96, 96);
          small.drawImage(picture, 0, 0, 96, 96);
          // FNV-1a over the pixels.
          return new Uint32Array(small.getImageData(0, 0, 96, 96).data.buffer).reduce((hash, pixel) => Math.imul(hash ^ pixel, 0x01000193), 0x811c9dc5);
        };
        gradientGarden.play();
        await new Promise((over) => setTimeout(over, 1000 * warmUp));
        let changes = 0;
        let last = fingerprint();
        const end = performance.now() + 1000 * measured;
        while (performance.now() < end) {
          await new Promise(requestAnimationFrame);
          const now = fingerprint();
          changes += now === last ? 0 : 1;
          last = now;
        }
        gradientGarden.pause();
        return changes;
      },
      [WARM_UP, MEASURED],
    );
    found.push({ name: `${lesson} ${title.toLowerCase()}`, rate: changes / MEASURED });
    await stage.close(page);
  }
  return {
    figure: found.map(({ name, rate }) => `${name} ${rate.toFixed(1)}`).join(", "),
    bound: `${RATE} changes a second each`,
    verdict: found.every(({ rate }) => rate >= RATE),
  };
}
