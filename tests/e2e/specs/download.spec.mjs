// Taking a run along as files: by the dialog, as a person does, and by the scripting interface.
import { readFile } from "node:fs/promises";

import AxeBuilder from "@axe-core/playwright";

import { button, epochs, expect, open, settled, slot, tab, test, watch } from "./garden.mjs";

const dialog = (page) => page.getByRole("dialog", { name: "Download this run" });
const opener = (page) => page.getByRole("banner").getByRole("button", { name: "Download" });

/** Saves the file of this name from the open dialog. */
async function saved(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    dialog(page).getByRole("button", { name: new RegExp(`^${name} `) }).click(),
  ]);
  await expect(dialog(page).getByRole("status")).toContainText(download.suggestedFilename());
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

const lines = ({ bytes }) => bytes.toString("utf8").trimEnd().split("\n");

/** Width and height of a PNG. */
const size = (bytes) => [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

test("data, curve, parameters and pictures of a run are files", async ({ page }) => {
  await open(page, "v=1&noise=10");
  await epochs(page, 2, 25);
  await settled(page);
  await opener(page).click();
  await expect(dialog(page)).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include("dialog").analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);

  const points = await saved(page, "Data");
  expect(points.name).toBe("gradient-garden-boundary-points.csv");
  const [head, ...rows] = lines(points);
  expect(head).toBe("part,x1,x2,class");
  expect(rows.filter((row) => row.startsWith("training,"))).toHaveLength(250);
  expect(rows.filter((row) => row.startsWith("test,"))).toHaveLength(250);
  const { train } = await page.evaluate(() => gradientGarden.dataset());
  const first = rows[0].split(",").slice(1).map(Number);
  expect(first[0]).toBeCloseTo(train.inputs[0][0], 6);
  expect(first[1]).toBeCloseTo(train.inputs[0][1], 6);
  expect(first[2]).toBe(train.targets[0][0]);

  const history = await saved(page, "Learning curve");
  expect(history.name).toBe("gradient-garden-boundary-history.csv");
  expect(lines(history)[0]).toMatch(/^step,epoch,/);
  expect(lines(history).length).toBeGreaterThan(2);

  const parameters = await saved(page, "Parameters");
  expect(parameters.name).toBe("gradient-garden-boundary-parameters.safetensors");
  const length = Number(parameters.bytes.readBigUInt64LE(0));
  const header = JSON.parse(parameters.bytes.subarray(8, 8 + length).toString("utf8"));
  expect(header.__metadata__).toMatchObject({ order: "[inputs, units]", link: page.url() });
  expect(header["layers.0.weight"]).toMatchObject({ dtype: "F32", shape: [2, 4] });
  const weights = (await page.evaluate(() => gradientGarden.parameters().then((all) => all.map(({ name, values }) => ({ name, first: values[0] }))))).find(({ name }) => name === "layers.0.weight");
  const [from] = header["layers.0.weight"].data_offsets;
  expect(parameters.bytes.readFloatLE(8 + length + from)).toBe(weights.first);

  const everything = await saved(page, "Everything");
  expect(everything.name).toBe("gradient-garden-boundary-run.json");
  expect(JSON.parse(everything.bytes.toString("utf8"))).toMatchObject({ options: { data: "circle", noise: 10 }, metrics: { step: 50 } });

  const output = await saved(page, "Picture");
  expect(output.name).toBe("gradient-garden-boundary-output.png");
  await dialog(page).getByRole("combobox", { name: "Picture of" }).selectOption({ label: "Network" });
  const network = await saved(page, "Picture");
  expect(network.name).toBe("gradient-garden-boundary-network.png");
  for (const { bytes } of [output, network]) {
    expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(Math.min(...size(bytes))).toBeGreaterThan(200);
  }
  expect(size(output.bytes)).not.toEqual(size(network.bytes));

  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
});

test("the dialog is worked by keys alone and fits a phone", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 760 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const errors = watch(page);
  await open(page, "v=1&lesson=xor");
  const more = page.getByRole("button", { name: "Example, device, share and more" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(more).toHaveAttribute("aria-expanded", "true");
  await opener(page).focus();
  await page.keyboard.press("Enter");
  await expect(dialog(page)).toBeVisible();
  const box = await dialog(page).boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  const data = dialog(page).getByRole("button", { name: /^Data / });
  await data.focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("gradient-garden-xor-points.csv");
  expect(lines({ bytes: await readFile(await download.path()) })).toHaveLength(5);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toBeHidden();
  await expect(opener(page)).toBeFocused();
  expect(errors).toEqual([]);
  await context.close();
});

test("every lesson has its table", async ({ page }) => {
  const heads = {
    neuron: /^part,x1,x2,value$/,
    "gan&points=50": /^part,x1,x2$/,
    sequence: /^part,token1,.*,token41,target$/,
    "sequence&task=characters&length=10": /^part,text,next$/,
    "sequence&task=wave&length=5": /^part,x1,x2,x3,x4,x5,next1,next2,next3,next4,next5$/,
    attention: /^part,token1,.*,token10,target1,.*,target10$/,
    "digits&digits=100": /^part,digit,pixel0,.*,pixel783$/,
  };
  for (const [lesson, head] of Object.entries(heads)) {
    // From the start, so that nothing of the lesson before is there.
    await page.goto("about:blank");
    await open(page, `v=1&lesson=${lesson}`);
    const [name, parts, first] = await page.evaluate(async () => {
      const ready = async () => {
        for (;;) {
          try {
            return await gradientGarden.export("dataset");
          } catch (why) {
            // Digits are still on their way.
            if (!/not arrived/.test(why.message)) throw why;
            await new Promise((turn) => setTimeout(turn, 200));
          }
        }
      };
      const rows = (await (await ready()).text()).split("\n");
      return [rows[0], [...new Set(rows.slice(1).map((row) => row.split(",")[0]))], rows[1]];
    });
    expect(name, lesson).toMatch(head);
    expect(first.length, lesson).toBeGreaterThan(8);
    if (lesson.startsWith("gan")) expect(parts).toEqual(expect.arrayContaining(["real", "generated"]));
    else expect(parts).toContain("training");
  }
});

test("a script names the panel of a picture, and is told where there is none", async ({ page }) => {
  await open(page, "v=1&lesson=convnet&digits=100&tested=100");
  await expect(button(page, "Play")).toBeVisible();
  const tried = (...given) =>
    page.evaluate(async (given) => {
      try {
        const blob = await gradientGarden.export(...given);
        return `${blob.type} ${blob.size > 500}`;
      } catch (why) {
        return why.message;
      }
    }, given);
  // The main panel is the feature maps, not the first canvas of the page.
  await expect.poll(() => tried("png")).toBe("image/png true");
  await expect.poll(() => tried("png", "digits")).toBe("image/png true");
  expect(await tried("png", "idea")).toMatch(/“idea” has no picture on this page.*maps/);
  expect(await tried("png", "nonsense")).toMatch(/^panel=nonsense is not allowed: output, network/);
  expect(await tried("jpeg")).toMatch(/^format=jpeg is not allowed: dataset, history/);
  expect(await tried("csv")).toMatch(/^text\/csv /);
});

test.describe("a browser that does not give out what is drawn", () => {
  const WORDS = /does not give out pictures/;
  const exported = (page) => page.evaluate(() => gradientGarden.export("png").then((blob) => typeof blob, (why) => why.message));

  test("white and noise instead of the picture", async ({ page }) => {
    await page.addInitScript(() => {
      const honest = HTMLCanvasElement.prototype.toBlob;
      HTMLCanvasElement.prototype.toBlob = function (done, ...rest) {
        const white = document.createElement("canvas");
        [white.width, white.height] = [this.width, this.height];
        const context = white.getContext("2d");
        context.fillStyle = "white";
        context.fillRect(0, 0, white.width, white.height);
        honest.call(white, done, ...rest);
      };
      CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) =>
        new ImageData(crypto.getRandomValues(new Uint8ClampedArray(4 * width * height)), width, height);
    });
    await open(page);
    expect(await exported(page)).toMatch(WORDS);
    await opener(page).click();
    await dialog(page).getByRole("button", { name: /^Picture / }).click();
    await expect(dialog(page).getByRole("status")).toContainText(WORDS);
  });

  test("nothing instead of the picture", async ({ page }) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.toBlob = (done) => setTimeout(() => done(null));
    });
    await open(page);
    expect(await exported(page)).toMatch(WORDS);
  });
});

test("each slot leads to a picture of the panel that it shows", async ({ page }) => {
  await open(page);
  await epochs(page, 1, 25);
  await settled(page);
  await tab(page, "Accuracy");
  await slot(page, "How it learns").getByRole("button", { name: "Save as a file …" }).click();
  await expect(dialog(page).getByRole("combobox", { name: "Picture of" })).toHaveValue("accuracy");
  await expect(dialog(page).getByRole("button", { name: /^Picture / })).toBeFocused();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toBe("gradient-garden-boundary-accuracy.png");
  await page.keyboard.press("Escape");
  await slot(page, "The network").getByRole("button", { name: "Save as a file …" }).press("Enter");
  await expect(dialog(page).getByRole("combobox", { name: "Picture of" })).toHaveValue("network");
});
