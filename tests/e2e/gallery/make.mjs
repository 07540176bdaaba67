// Makes the gallery's pictures, www/gallery/<lesson>-<theme>.webp: each is what the page itself draws of a network that it has trained
// as the lesson's first example says. `node gallery/make.mjs [lesson…]`, with the site served at BASE_URL.
import { writeFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { baseURL, launchOptions } from "../browser.mjs";

const SIZE = { width: 532, height: 244 };
/** The panel, what of it is taken, and whether that has to be a square, of which the middle is shown; steps of training. */
const PICTURES = {
  neuron: { panel: "fit", of: ".picture", steps: 1000 },
  xor: { panel: "fold", of: ".picture", steps: 1200 },
  boundary: { panel: "output", of: ".picture", square: true, steps: 1000 },
  digits: { panel: "network", of: ".stage > .picture", steps: 600 },
  convnet: { panel: "maps", of: ".stage", steps: 300 },
  autoencoder: { panel: "codes", of: ".map", steps: 3000, link: "&preset=code2" },
  sequence: { panel: "gates", of: ".picture", steps: 600 },
  attention: { panel: "attention", of: ".picture", steps: 700 },
  gan: { panel: "game", of: ".picture", steps: 2000 },
};

const browser = await chromium.launch(launchOptions);
const wanted = process.argv.slice(2);
for (const [lesson, { panel, of, square, steps, link }] of Object.entries(PICTURES)) {
  if (wanted.length > 0 && !wanted.includes(lesson)) continue;
  for (const theme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width: SIZE.width, height: SIZE.width + 300 } });
    const digits = ["digits", "convnet", "autoencoder"].includes(lesson) ? "&digits=10000" : "";
    await page.goto(`${baseURL}#v=1&lesson=${lesson}&device=cpu&theme=${theme}&panels=${panel}&hide=header,footer,settings${digits}${link ?? ""}`);
    await page.waitForFunction(() => globalThis.gradientGarden);
    await page.evaluate(async (count) => {
      await globalThis.gradientGarden.ready;
      await globalThis.gradientGarden.train(count);
    }, steps);
    const shown = page.locator(`.panel.${panel} ${of}`).first();
    // At the size of the gallery's card; the page draws anew whatever changes its size.
    await shown.evaluate((element, height) => {
      Object.assign(element.style, { position: "fixed", inset: "0 auto auto 0", width: "532px", maxWidth: "none", height: `${height}px`, minHeight: "0", margin: "0", zIndex: 99, background: getComputedStyle(document.body).getPropertyValue("--card") });
    }, square ? SIZE.width : SIZE.height);
    await page.waitForTimeout(1500);
    const png = await page.screenshot({ clip: { x: 0, y: square ? (SIZE.width - SIZE.height) / 2 : 0, ...SIZE } });
    const webp = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL("image/webp", 0.86).split(",")[1];
    }, png.toString("base64"));
    const file = new URL(`../../../www/gallery/${lesson}-${theme}.webp`, import.meta.url);
    await writeFile(file, Buffer.from(webp, "base64"));
    console.log(`${lesson}-${theme}: ${Math.round(webp.length * 0.75 / 1000)} kB after ${steps} steps`);
    await page.close();
  }
}
await browser.close();
