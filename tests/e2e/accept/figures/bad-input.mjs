// A link with something wrong in it: a message names it, the nearest allowed value or the default is in its place, and the page trains.

/** The fragment, what the message has to name, and the option with the value that must be in force. */
const LINKS = [
  ["lesson=nope", ["lesson", "nope"], { lesson: "boundary" }],
  ["v=1&layers=8,-1,x", ["layers", "8,-1,x"], { layers: [4, 3] }],
  ["v=1&lr=NaN", ["lr", "NaN"], { lr: 0.03 }],
  ["v=1&lr=1e9", ["lr", "1e9", "10"], { lr: 10 }],
  ["v=1&batch=0", ["batch", "0", "1"], { batch: 1 }],
  [`v=1&data=spiral&layers=${"8,".repeat(50_000)}8`, ["longer than"], { data: "spiral", layers: [4, 3] }],
  [`v=1&lr=0.1&data=xor&${"x".repeat(100_000)}`, ["longer than"], { data: "xor", lr: 0.1 }],
  ["v=1&nonsense=1&lr=0.01", ["nonsense"], { lr: 0.01 }],
];

export default async function badInput(stage) {
  const wrong = [];
  for (const [fragment, named, expected] of LINKS) {
    const what = fragment.length > 60 ? `a link of ${fragment.length} characters` : fragment;
    const page = await stage.open(fragment);
    const said = await page.getByRole("region", { name: "Messages" }).getByRole("listitem").allInnerTexts();
    if (!said.some((text) => named.every((part) => text.includes(part)))) wrong.push(`${what}: no message names it`);
    const { options, metrics } = await page.evaluate(async () => {
      const metrics = await gradientGarden.train(25);
      return { options: gradientGarden.options(), metrics };
    });
    for (const [key, value] of Object.entries(expected)) {
      if (String(options[key]) !== String(value)) wrong.push(`${what}: ${key} is ${options[key]}`);
    }
    if (metrics.step !== 25 || !Number.isFinite(metrics.testLoss)) wrong.push(`${what}: the page does not train`);
    await stage.close(page);
  }
  return {
    figure: wrong.length > 0 ? wrong.join("; ") : `${LINKS.length} bad links: named, replaced, trained`,
    bound: "a message, the nearest or the default, a page that works",
    verdict: wrong.length === 0,
  };
}
