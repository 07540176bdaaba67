// What differs between the devices: on the software adapter everything takes its time.

/** Seconds that a device may take until it trains for the first time, and until it trains again. */
export const PATIENCE = { cpu: { first: 30, again: 20 }, webgpu: { first: 90, again: 45 } };

/** A device that pauses for longer than this, in milliseconds, does not train meanwhile. */
export const PAUSE = { cpu: 1000, webgpu: 4000 };

/** The words that a device has on the page. */
export const TRAINS_ON = { cpu: /Device: CPU/, webgpu: /Device: WebGPU/ };
