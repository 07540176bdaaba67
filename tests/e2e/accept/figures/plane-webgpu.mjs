// circle, xor and gaussians are learned with the page's defaults on WebGPU. Slow on a software adapter.
import { planeSets } from "../plane-sets.mjs";

export default (stage) => planeSets(stage, "webgpu", 50);
