// What travels before the first step on the CPU, as compressed on the wire; the WebGPU module is not among it.
// Every family of networks is in the CPU module.
const BOUND = 1.9e6;

export default async function wire(stage) {
  const requests = [];
  const page = await stage.open("", (opened) => opened.on("requestfinished", (request) => requests.push(request)));
  await page.evaluate(() => gradientGarden.train(1).then(() => undefined));
  const files = await Promise.all(
    requests.map(async (request) => {
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      return { url: request.url(), bytes: responseBodySize + responseHeadersSize };
    }),
  );
  await stage.close(page);
  const size = (part) => files.filter(({ url }) => url.includes(part)).reduce((sum, { bytes }) => sum + bytes, 0);
  const [total, cpu, gpu] = [size(""), size("trainer_cpu_bg.wasm"), size("trainer_gpu")];
  if (cpu === 0) throw new Error("the CPU module was not seen on the wire, so nothing is known");
  const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(0)} kB`;
  return {
    figure: `${kilobytes(total)} in ${files.length} files (CPU module ${kilobytes(cpu)}), WebGPU module ${kilobytes(gpu)}`,
    bound: `less than ${kilobytes(BOUND)}, nothing of WebGPU`,
    verdict: total < BOUND && gpu === 0,
  };
}
