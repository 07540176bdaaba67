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

/** What stands on the page whatever the cause is: which device trains, how far data and measurements are, a button. It names no cause. */
const STATES = /^(?:Device: |WebGPU is compiling its programs|measuring |Waiting for data\.|Paused while out of sight\.|[\d\s]+ of [\d\s]+ digits$|Copy the details$)/;
/** Whether a sentence is about something that went wrong, or may. */
export const names = (sentence) => !STATES.test(sentence);

/**
 * The verdict and, for a bad one, why.
 *
 * - `dead page`: a button does nothing, or the page is gone;
 * - `lost run`: training does not go on or not soon enough, more than 2 s of it are gone, or the options are others;
 * - `wrong words`: the cause is not named, another one is, or a sentence has what no person should read.
 */
export function verdict(
  { resumes = true, atMost = Infinity, words, never, only, device },
  { dead, lostSeconds = 0, again = 0, changed, worse, trainsOn, said, stuck = "training does not go on" },
) {
  if (dead) return { verdict: "dead page", why: dead };
  if (resumes && again === null) return { verdict: "lost run", why: stuck };
  if (resumes && again > atMost) return { verdict: "lost run", why: `it takes ${again.toFixed(1)} s, and may take ${atMost} s` };
  if (resumes && lostSeconds > MOST_LOST) return { verdict: "lost run", why: `${lostSeconds.toFixed(1)} s of training are gone` };
  if (worse) return { verdict: "lost run", why: worse };
  if (changed) return { verdict: "lost run", why: `the option ${changed} changed` };
  if (device && trainsOn !== device) return { verdict: "lost run", why: `trains on ${trainsOn ?? "nothing"}, not on ${device}` };
  for (const sentence of said) {
    const found = leak(sentence);
    if (found) return { verdict: "wrong words", why: `“${found}” is nothing for a person` };
    if (never?.test(sentence)) return { verdict: "wrong words", why: `not the cause: “${never.exec(sentence)[0]}”` };
    if (only && names(sentence) && !only.test(sentence)) return { verdict: "wrong words", why: `nothing of it is so: “${sentence}”` };
  }
  const unnamed = unsaid(words, said);
  if (unnamed) return { verdict: "wrong words", why: `the cause is not named: nothing has ${unnamed}` };
  if (!resumes) return { verdict: "said" };
  return { verdict: again > 0 || lostSeconds > 0 || device || said.length > 0 ? "goes on" : "unharmed" };
}

/** The first of these patterns, if there are any, that no sentence has. */
export const unsaid = (words, said) => [words].flat().find((pattern) => pattern && !said.some((sentence) => names(sentence) && pattern.test(sentence)));

export const BAD = new Set(["dead page", "lost run", "wrong words"]);
