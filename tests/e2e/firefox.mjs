// Which specs also run in Firefox, on the CPU, and why the others do not.

/** Spec files that run in Chromium only. */
const FILES = {
  "access.spec.mjs": "forced colours and touches are emulated by Chromium's own protocol",
  "axe.spec.mjs": "axe looks at the same document, and each look takes several seconds",
  "device.spec.mjs": "WebGPU on a software adapter is Chromium's",
  "download.spec.mjs": "Firefox's driver says nothing of files that are saved from memory",
  "no-webgpu.spec.mjs": "switches Chromium's WebGPU off",
};

/** Tests of the other files that run in Chromium only, by their titles. */
const TITLES = [
  // Firefox's driver touches nothing.
  /on a phone of \d+ px/,
  // It does not emulate the system's theme, nor the wish for less motion.
  /the theme follows the system/,
  /less motion/,
  // Firefox leaves out the files of a paste that a script makes up.
  /several files, and a pasted one/,
];

export const IN_FIREFOX = {
  testMatch: "specs/*.spec.mjs",
  testIgnore: Object.keys(FILES).map((file) => `specs/${file}`),
  grepInvert: TITLES,
};
