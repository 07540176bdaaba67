// Which specs also run in Firefox, on the CPU, and why the others do not. All of them take some forty minutes there, because each
// page compiles its programs anew: `cargo xtask test` has those that are marked as of everywhere, `cargo xtask test firefox-all` all.

/** Spec files that run in Chromium only. */
const FILES = {
  "axe.spec.mjs": "axe looks at the same document, and each look takes several seconds",
  "device.spec.mjs": "WebGPU on a software adapter is Chromium's",
  "download.spec.mjs": "Firefox's driver says nothing of files that are saved from memory",
  "no-webgpu.spec.mjs": "switches Chromium's WebGPU off",
};

/** Tests of the other files that run in Chromium only, by their titles. */
const TITLES = [
  // Firefox's driver touches nothing.
  /on a phone of \d+ px/,
  /finger|a thumb scroll/,
  // Nor does it emulate forced colours, a printer, the system's theme or the wish for less motion.
  /in forced colours/,
  /a print of/,
  /the theme follows the system/,
  /less motion/,
  // Firefox leaves out the files of a paste that a script makes up.
  /several files, and a pasted one/,
  // Its driver gives keys to the page alone, not to a frame of another origin.
  /keys that the playground does not use reach the page/,
  // There is no WebGPU.
  /on webgpu/,
];

const ALL = {
  testMatch: "specs/*.spec.mjs",
  testIgnore: Object.keys(FILES).map((file) => `specs/${file}`),
  grepInvert: TITLES,
};

/** Projects of Playwright, by name. */
export const IN_FIREFOX = { firefox: { ...ALL, grep: /@everywhere/ }, "firefox-all": ALL };
