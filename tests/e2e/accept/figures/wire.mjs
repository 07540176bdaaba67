// What travels before the first step on the CPU, as compressed on the wire; the WebGPU module is not among it. Lessons of dense
// layers have a smaller trainer than those of the other families.
const CASES = [
  { lesson: "boundary", trainer: "trainer_dense", bound: 1.5e6 },
  { lesson: "convnet", trainer: "trainer_cpu", bound: 1.8e6 },
];

export default async function wire(stage) {
  const found = [];
  for (const { lesson, trainer, bound } of CASES) {
    const requests = [];
    const watch = (opened) => opened.on("requestfinished", (request) => requests.push(request));
    const page = await stage.open(`v=1&lesson=${lesson}`, watch);
    await page.evaluate(() => gradientGarden.train(1).then(() => undefined));
    const files = await Promise.all(
      requests.map(async (request) => {
        const { responseBodySize, responseHeadersSize } = await request.sizes();
        return { url: request.url(), bytes: responseBodySize + responseHeadersSize };
      }),
    );
    await stage.close(page);
    // Data is not program: a lesson's own is as large as it is.
    const program = files.filter(({ url }) => !url.includes("/data/"));
    const size = (part) => program.filter(({ url }) => url.includes(part)).reduce((sum, { bytes }) => sum + bytes, 0);
    if (size(`${trainer}_bg.wasm`) === 0) throw new Error(`${lesson}: ${trainer} was not seen on the wire, so nothing is known`);
    found.push({ lesson, count: program.length, total: size(""), module: size(`${trainer}_bg.wasm`), all: size("trainer_"), gpu: size("trainer_gpu"), bound });
  }
  const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(0)} kB`;
  const told = found.map(({ lesson, total, count, module }) => `${lesson} ${kilobytes(total)} in ${count} files (trainer ${kilobytes(module)})`);
  return {
    figure: told.join(", "),
    bound: `less than ${found.map(({ bound }) => kilobytes(bound)).join(" and ")}, one trainer each, nothing of WebGPU`,
    verdict: found.every(({ total, bound, gpu, all, module }) => total < bound && gpu === 0 && all < 1.1 * module),
  };
}
