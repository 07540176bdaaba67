// Values that no caller should pass, as the text of a JavaScript expression: what failed can be printed and pasted.

const NUMBERS = ["0", "-0", "-1", "1.5", "NaN", "Infinity", "-Infinity", "1e12", "2 ** 31", "2 ** 32", "2 ** 33", "2 ** 53", "1e308", "5e-324", "5n"];
const TEXTS = [
  "''", "' '", "'5'", "'0,03'", "'1,000'", "'NaN'", "'\\0'", "'😀'", "'\\u202e'", "'<img src=x onerror=alert(1)>'", "'__proto__'", "'constructor'",
  "'x'.repeat(1e6)", "'1,'.repeat(1e5)",
];
const LISTS = ["[]", "[[]]", "[[], []]", "[null]", "[undefined]", "[, , 1]", "[NaN]", "['1', '2']", "[[1, 2], [3]]", "Array(1e6)", "Array(1e5).fill(1)", "Array(1e4).fill([1, 2])"];
const ARRAYS = ["new Float32Array(4)", "new Float32Array(1e6)", "new Float64Array([NaN, Infinity])", "new Uint8Array(0)", "new ArrayBuffer(8)", "new DataView(new ArrayBuffer(8))", "new BigInt64Array(2)"];
const OBJECTS = ["{}", "{ length: 3 }", "{ length: 1e9 }", "{ length: -5 }", "{ length: 2 ** 33 }", "{ length: NaN }", "{ length: '3' }", "new Date(NaN)", "/x/g", "new Map([[1, 2]])", "new Set([1])", "new Error('boom')"];
const NESTED = [
  "(() => { const list = []; list.push(list); return list; })()",
  "(() => { const object = {}; object.self = object; return object; })()",
  "(() => { let list = [1]; for (let depth = 0; depth < 500; depth += 1) list = [list]; return list; })()",
];

/** What can be sent to another window: copies, and so nothing with a function in it. */
export const COPIES = ["undefined", "null", "true", "false", ...NUMBERS, ...TEXTS, ...LISTS, ...ARRAYS, ...OBJECTS, ...NESTED];

/** And what only a script of the same page can pass. */
export const ODD = [
  ...COPIES,
  "Symbol()", "Symbol.iterator", "() => 1", "class {}", "document", "globalThis", "new Promise(() => {})", "Promise.reject(new Error('boom')).catch(() => 5)",
  "{ then(keep) { keep(1); } }", "{ toString() { throw new Error('boom'); } }", "{ valueOf() { return 5; } }", "{ [Symbol.toPrimitive]() { throw new Error('boom'); } }",
  "{ length: 1, get 0() { throw new Error('boom'); } }", "{ get length() { throw new Error('boom'); } }", "{ *[Symbol.iterator]() { throw new Error('boom'); } }",
  "{ *[Symbol.iterator]() { for (;;) yield 1; } }", "Object.create(null)", "Object.freeze([1, 2])",
  "new Proxy({}, { get() { throw new Error('boom'); } })", "new Proxy({}, { ownKeys() { throw new Error('boom'); } })", "new Proxy([1, 2], { get() { throw new Error('boom'); } })",
  "(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()",
  "(() => { let list = [1]; for (let depth = 0; depth < 1e5; depth += 1) list = [list]; return list; })()",
];

/** Names of calls, and names that are none. */
export const CALLS = [
  "options", "configure", "play", "pause", "reset", "train", "metrics", "history", "batchLosses", "dataset", "parameters", "setParameters", "gradients",
  "predict", "activations", "export", "ready",
];
export const NO_CALLS = ["constructor", "__proto__", "hasOwnProperty", "toString", "then", "", "nothing"];

/** Options of all kinds. */
export const OPTIONS = [
  "lesson", "preset", "data", "layers", "lr", "batch", "seed", "noise", "points", "features", "activation", "optimizer", "device", "hide", "panels", "tabs", "speed", "gallery", "l1", "l2", "dropout",
  "filters", "kernel", "hidden", "length", "heads", "width", "latent", "drawn", "theme", "lang", "steps", "__proto__", "constructor", "nothing",
];
