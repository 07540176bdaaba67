// Which specs also run in Firefox, on the CPU, and why the others do not.

/** Spec files that are about something that only the other browser has. */
const LEFT_OUT = {
  "device.spec.mjs": "WebGPU on a software adapter is Chromium's",
  "no-webgpu.spec.mjs": "switches Chromium's WebGPU off",
};

export const IN_FIREFOX = {
  testMatch: "specs/*.spec.mjs",
  testIgnore: Object.keys(LEFT_OUT).map((file) => `specs/${file}`),
};
