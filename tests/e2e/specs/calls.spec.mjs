// The scripting interface against whatever a script may pass: a rejected promise with words, at once, and a page that lives on.
import { EVERYWHERE, button, expect, number, open, test } from "./garden.mjs";

/** No single call keeps the page busy for longer, in milliseconds. */
const LONGEST = 1000;

/** A word or two of what a promise is rejected with; never a technical text. */
const WORDS = /^(?!.*(panicked|JsValue|wasm|unreachable|RuntimeError|https?:|\bat \/)).{5,400}$/s;

/** Makes each of these calls in the page. Returns what came of it and how long the page was busy. */
async function call(page, calls) {
  const make = async (calls, patience) => {
    const found = [];
    const settle = (promise) =>
      Promise.race([
        promise.then((value) => `kept ${String(value)}`, (why) => (why instanceof Error ? `rejected: ${why.message}` : `rejected without an error: ${typeof why}`)),
        new Promise((resolve) => setTimeout(resolve, patience, "open")),
      ]);
    for (const run of calls) {
      let came;
      const begun = performance.now();
      let busy = 0;
      try {
        const promise = run(gradientGarden, globalThis.parameter);
        busy = performance.now() - begun;
        came = promise instanceof Promise ? await settle(promise) : `returned ${typeof promise}`;
      } catch (error) {
        busy = performance.now() - begun;
        came = `thrown: ${String(error)}`;
      }
      found.push({ came, busy });
    }
    return found;
  };
  // The calls go as a program: the page's own policy would not let a text be read as one.
  const found = await page.evaluate(`(${make})([${calls.map((text) => `(g, w) => { ${text} }`)}], 20_000)`);
  return calls.map((text, at) => ({ text, ...found[at] }));
}

const prepare = (page) => page.evaluate(async () => (globalThis.parameter = (await gradientGarden.parameters())[0]));

const alive = async (page) => {
  expect(await page.evaluate(() => gradientGarden.train(1).then((metrics) => metrics.step))).toBeGreaterThan(0);
};

/** Arguments that no call takes; each call gets all of them. */
const NEVER = [
  "null", "Symbol.iterator", "Symbol('x')", "5n", "() => 1", "new Proxy({}, { get() { throw new Error('trap') }, ownKeys() { throw 1 }, getPrototypeOf() { throw 1 } })",
  "(() => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy })()", "[Symbol('x')]", "[null]", "[[Symbol('x')]]", "[5n]",
  "(() => { const a = []; a.push(a); return a })()", "(() => { let a = [1]; for (let i = 0; i < 1e5; i++) a = [a]; return a })()",
  "[{ length: 1e9 }]", "{ length: 2 ** 33 }", "[{ length: -5 }]", "[{ length: 1, get 0() { throw new Error('gotcha') } }]", "[[{ valueOf() { throw 1 } }]]",
  "'x'.repeat(5e6)", "[['1', '2']]", "[[true, false]]", "[Promise.resolve([1, 2])]", "new Array(1e8)", "[new BigInt64Array(2)]", "[[1, 2], [3]]", "[[1, , 3]]",
  "Object.create(Float32Array.prototype)", "[Object.create(Float32Array.prototype)]", "[[Infinity, NaN]]",
  "(() => { const buffer = new ArrayBuffer(8); const list = new Float32Array(buffer); structuredClone(buffer, { transfer: [buffer] }); return [list] })()",
];

test("whatever no call takes is a rejected promise with words, and the page lives on", EVERYWHERE, async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, "v=1&data=xor");
  await prepare(page);
  for (const name of ["setParameters", "predict", "train", "activations", "configure", "export"]) {
    // An object without entries of its own is no option to change.
    const never = NEVER.filter((argument) => name !== "configure" || !argument.startsWith("Object.create"));
    const calls = await call(page, never.map((argument) => `return g.${name}(${argument})`));
    for (const { text, came, busy } of calls) {
      expect.soft(came, text).toMatch(/^rejected: /);
      expect.soft(came.slice("rejected: ".length), text).toMatch(WORDS);
      expect.soft(busy, `${text}: milliseconds`).toBeLessThan(LONGEST);
    }
  }
  await alive(page);
});

test("parameters that do not fit are refused before memory is taken, and change nothing", EVERYWHERE, async ({ page }) => {
  await open(page, "v=1&data=xor");
  await prepare(page);
  const before = await page.evaluate(async () => JSON.stringify((await gradientGarden.parameters()).map((array) => [...array.values])));
  const refused = await call(page, [
    "return g.setParameters([{ name: 'nope', shape: [1], values: [1] }])",
    "return g.setParameters([{ ...w, shape: [3, 3], values: new Float32Array(9) }])",
    "return g.setParameters([{ ...w, values: new Float32Array(1) }])",
    "return g.setParameters([{ ...w, shape: [-1, 4.7] }])",
    "return g.setParameters([{ ...w, shape: [4294967298, 4] }])",
    "return g.setParameters([{ ...w, values: w.values.map(() => NaN) }])",
    "return g.setParameters([{ ...w, values: Array.from(w.values, String) }])",
    "return g.setParameters([w, w])",
    "return g.setParameters([{ get name() { throw new Error('gotcha') } }])",
    "return g.setParameters([{ ...w, values: new Float32Array(1e7) }])",
    "return g.setParameters([{ ...w, values: { length: 2 ** 33 } }])",
    "return g.setParameters(Array(1e5).fill(w))",
    "return g.setParameters([{ ...w, name: 'x'.repeat(1e6) }])",
  ]);
  for (const { text, came, busy } of refused) {
    expect.soft(came, text).toMatch(/^rejected: /);
    expect.soft(came.slice("rejected: ".length), text).toMatch(WORDS);
    expect.soft(busy, text).toBeLessThan(LONGEST);
  }
  expect(await page.evaluate(async () => JSON.stringify((await gradientGarden.parameters()).map((array) => [...array.values])))).toBe(before);
  const kept = await call(page, [
    "return g.setParameters([w])",
    "return g.setParameters([{ ...w, values: Array.from(w.values) }])",
    "return g.setParameters([{ ...w, values: new Float64Array(w.values) }])",
    "return g.setParameters([{ ...w, values: { length: w.values.length, ...w.values } }])",
    "return g.predict([new Float32Array([0, 1]), [1, 0]]).then((rows) => rows.length)",
    "return g.predict(Array.from({ length: 1e5 }, () => [1, 2])).then((rows) => rows.length)",
  ]);
  for (const { text, came } of kept) expect.soft(came, text).toMatch(/^kept /);
  expect(kept.at(-1).came).toBe("kept 100000");
});

test("options of every odd kind are refused by name", async ({ page }) => {
  await open(page, "v=1&data=xor");
  await prepare(page);
  const refused = await call(page, [
    "return g.configure({ lr: Symbol('x') })", "return g.configure({ lr: 1n })", "return g.configure({ lr: NaN })", "return g.configure({ lr: null })",
    "return g.configure({ get lr() { throw new Error('gotcha') } })", "return g.configure({ layers: [[8, 8], [4]] })",
    "return g.configure({ layers: '1,'.repeat(1e6) })", "return g.configure({ layers: new Array(1e8) })", "return g.configure({ layers: { length: 1e9 } })",
    "return g.configure({ ['x'.repeat(1e6)]: 1 })", "return g.configure({ constructor: 1 })", "return g.configure(JSON.parse('{\"__proto__\": {\"x\": 1}, \"lr\": 0.1}'))",
    "return g.configure({ length: 1e9 })", "return g.configure(new Float32Array(1e7))", "return g.configure(new String('x'.repeat(1e6)))", "return g.configure({ seed: 2 ** 53 })",
  ]);
  for (const { text, came, busy } of refused) {
    expect.soft(came, text).toMatch(/^rejected: /);
    expect.soft(came.slice("rejected: ".length), text).toMatch(WORDS);
    expect.soft(busy, text).toBeLessThan(LONGEST);
  }
  expect(refused[0].came).toMatch(/^rejected: lr=symbol is not allowed/);
  expect(await page.evaluate(() => ({}).x)).toBe(undefined);
  await alive(page);
});

// An exception that passes through WebAssembly leaves its stack behind: thousands of them would end the page.
test("twenty thousand failing calls in a row leave a page that works", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "v=1&data=xor");
  const came = await page.evaluate(async () => {
    const trap = new Proxy({}, { ownKeys() { throw 1; }, get() { throw 1; } });
    const count = { rejected: 0, other: 0 };
    const note = (promise) => promise.then(() => count.other++, () => count.rejected++);
    let longest = 0;
    for (let round = 0; round < 100; round++) {
      const begun = performance.now();
      const calls = [];
      for (let index = 0; index < 50; index++) {
        calls.push(note(gradientGarden.configure(trap)), note(gradientGarden.predict([{ length: 1, get 0() { throw 1; } }])));
        calls.push(note(gradientGarden.setParameters([trap])), note(gradientGarden.activations(trap)));
      }
      longest = Math.max(longest, performance.now() - begun);
      await Promise.all(calls);
    }
    return { ...count, longest };
  });
  expect(came).toMatchObject({ rejected: 20_000, other: 0 });
  expect(came.longest).toBeLessThan(LONGEST);
  await alive(page);
});

test("a getter or an answer that calls the interface finds it ready", async ({ page }) => {
  await open(page, "v=1&data=xor");
  const lr = await page.evaluate(async () => {
    await gradientGarden.configure({
      get lr() {
        gradientGarden.configure({ noise: 5 }).catch(() => 0);
        gradientGarden.reset().catch(() => 0);
        return 0.1;
      },
    });
    await gradientGarden.parameters().then((parameters) => Promise.all([gradientGarden.reset(), gradientGarden.setParameters(parameters).catch(() => 0)]));
    return gradientGarden.options().lr;
  });
  expect(lr).toBe(0.1);
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(5);
});

test("five hundred calls at once leave the page usable, and each is answered", async ({ page }) => {
  await open(page);
  const { longest, settled, noise } = await page.evaluate(async () => {
    let longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))).observe({ entryTypes: ["longtask"] });
    const calls = Array.from({ length: 500 }, (_, at) => gradientGarden.configure({ noise: at % 50, layers: [1 + (at % 8)] }).then(() => true, () => true));
    const settled = (await Promise.all(calls)).length;
    await new Promise((later) => setTimeout(later, 200));
    return { longest, settled, noise: gradientGarden.options().noise };
  });
  expect(settled).toBe(500);
  expect(noise, "the last one counts").toBe(49);
  expect(longest).toBeLessThan(400);
});
