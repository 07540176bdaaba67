// Decides what became of a run, by rules.

/** The most training that a fault may cost, in seconds. */
const MOST_LOST = 2;

/** Nothing of this may reach a person: traces, paths, addresses, the insides of a program. */
const LEAKS = [
  /panicked/i,
  /JsValue|RuntimeError|TypeError|SyntaxError|DOMException|OperationError|WebAssembly\.\w+/,
  /https?:|wss?:|blob:|file:/,
  /\b[\w-]+\.rs\b/,
  /(?:^|[\s(“"])\/?[\w.-]+(?:\/[\w.-]+){2,}/,
  /\bat \S+:\d+/,
  /:\d+:\d+/,
  /\bunreachable\b|\bundefined\b|\bNaN\b|\[object /,
];

/** The part of a sentence that no person should read, if any. */
export const leak = (sentence) => LEAKS.map((pattern) => pattern.exec(sentence)?.[0]).find(Boolean);

/**
 * The verdict and, for a bad one, why.
 *
 * - `dead page`: a button does nothing, or the page is gone;
 * - `lost run`: training does not go on, more than 2 s of it are gone, or the options are others;
 * - `wrong words`: the cause is not named, another one is, or a sentence has what no person should read.
 */
export function verdict({ resumes = true, words, never, device }, { dead, lostSeconds = 0, again = 0, changed, worse, trainsOn, said, stuck = "training does not go on" }) {
  if (dead) return { verdict: "dead page", why: dead };
  if (resumes && again === null) return { verdict: "lost run", why: stuck };
  if (resumes && lostSeconds > MOST_LOST) return { verdict: "lost run", why: `${lostSeconds.toFixed(1)} s of training are gone` };
  if (worse) return { verdict: "lost run", why: worse };
  if (changed) return { verdict: "lost run", why: `the option ${changed} changed` };
  if (device && trainsOn && trainsOn !== device) return { verdict: "lost run", why: `trains on ${trainsOn}, not on ${device}` };
  for (const sentence of said) {
    const found = leak(sentence);
    if (found) return { verdict: "wrong words", why: `“${found}” is nothing for a person` };
    if (never?.test(sentence)) return { verdict: "wrong words", why: `not the cause: “${never.exec(sentence)[0]}”` };
  }
  if (words && !said.some((sentence) => words.test(sentence))) return { verdict: "wrong words", why: "the cause is not named" };
  if (!resumes) return { verdict: "said" };
  return { verdict: again > 0 || lostSeconds > 0 || device || said.length > 0 ? "goes on" : "unharmed" };
}

export const BAD = new Set(["dead page", "lost run", "wrong words"]);
