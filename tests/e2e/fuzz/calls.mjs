// Odd calls of the scripting interface, as the text of an expression.
import { Random } from "./random.mjs";
import { CALLS, ODD, OPTIONS } from "./values.mjs";

/** The call of this number. */
export function call(seed, index) {
  const random = new Random(seed, "call", index);
  const odd = () => random.pick(ODD);
  const settings = () => `{ ${Array.from({ length: 1 + random.below(3) }, () => `[${JSON.stringify(random.pick(OPTIONS))}]: ${odd()}`).join(", ")} }`;
  const array = () => `{ name: ${random.pick(["'layers.0.weight'", "'layers.0.bias'", odd()])}, shape: ${random.pick(["[2, 4]", "[4]", "[-1, 4.7]", "[4294967298, 4]", odd()])}, values: ${random.pick(["new Float32Array(8)", "Array(8).fill(NaN)", odd()])} }`;
  const shapes = [
    () => `gradientGarden.${random.pick(CALLS.filter((name) => name !== "ready"))}(${Array.from({ length: random.below(4) }, odd).join(", ")})`,
    () => `gradientGarden.configure(${settings()})`,
    () => `gradientGarden.configure({ get lr() { ${random.pick(["throw new Error('boom');", "gradientGarden.reset(); return 0.1;", "gradientGarden.configure({ noise: 5 }); return 0.1;"])} } })`,
    () => `gradientGarden.setParameters([${Array.from({ length: 1 + random.below(2) }, array).join(", ")}])`,
    () => `gradientGarden.predict([${odd()}, ${odd()}])`,
    () => `gradientGarden.train(${odd()})`,
    () => `gradientGarden.export(${random.pick(["'png'", "'csv'", "'json'", "'safetensors'", "'dataset'", odd()])}, ${odd()})`,
    () => `Promise.all(Array.from({ length: ${random.pick([50, 500])} }, (_, at) => ${random.pick([
      "gradientGarden.configure({ noise: at % 50, layers: [1 + at % 8] })", "gradientGarden.reset()", "gradientGarden.parameters()", "gradientGarden.configure(new Proxy({}, { ownKeys() { throw 1; } }))", "gradientGarden.predict([{ length: 1, get 0() { throw 1; } }])",
    ])}.catch(() => {})))`,
  ];
  return random.pick(shapes)();
}
