// circle, xor and gaussians are learned with the page's defaults on the CPU.
import { planeSets } from "../plane-sets.mjs";

export default (stage) => planeSets(stage, "cpu", 50);
