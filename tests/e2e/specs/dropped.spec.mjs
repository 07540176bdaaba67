// Files that are dropped on the page or pasted: taken, the run stays, and one line says what can be opened.
import { EVERYWHERE, button, expect, heading, number, open, panel, test } from "./garden.mjs";

const line = (page) => page.getByRole("status").filter({ hasText: "That cannot be opened here; the run goes on." });

/** Drags over an element and drops there what `fill` puts into the DataTransfer; whether the page took each event. */
const drop = (target, fill) =>
  target.evaluate((element, { files, link }) => {
    const carried = new DataTransfer();
    for (const name of files) carried.items.add(new File(["x,y\n1,2\n"], name, { type: "text/plain" }));
    if (link) carried.setData("text/uri-list", link);
    const send = (kind) => !element.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
    return [send("dragover"), send("drop")];
  }, { files: [], link: "", ...fill });

test("a dropped file is taken anywhere, and the run goes on", EVERYWHERE, async ({ page }) => {
  await open(page);
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(10);
  for (const target of [panel(page, "Output"), page.getByRole("banner"), page.getByRole("textbox", { name: "Seed" }), page.locator("body")]) {
    expect(await drop(target, { files: ["three-header-rows.tab"] })).toEqual([true, true]);
  }
  await expect(line(page)).toHaveCount(1);
  await expect(line(page)).toContainText("links to this page and, in the lesson “GAN: forger and detective”, points that you draw");
  await expect(button(page, "Pause")).toBeVisible();
  const now = await number(page, "step ·");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(now);
});

test("several files, and a pasted one, are answered in the same way", async ({ page }) => {
  await open(page);
  expect(await drop(panel(page, "Output"), { files: ["a.csv", "b.csv"] })).toEqual([true, true]);
  await expect(line(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(line(page)).toHaveCount(0);
  const taken = await page.evaluate(() => {
    const carried = new DataTransfer();
    carried.items.add(new File(["x"], "a.csv"));
    return !document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
  });
  expect(taken).toBe(true);
  await expect(line(page)).toHaveCount(1);
});

test("a dropped link to this page is opened, one to another page is not", async ({ page }) => {
  await open(page);
  expect(await drop(panel(page, "Output"), { link: "https://example.org/#v=1&data=xor" })).toEqual([true, true]);
  await expect(line(page)).toHaveCount(1);
  await expect(heading(page)).toContainText("2 → 4 → 3 → 1");
  const link = await page.evaluate(() => `${location.href.split("#")[0]}#v=1&layers=7`);
  expect(await drop(panel(page, "Output"), { link })).toEqual([true, true]);
  await expect(heading(page)).toContainText("2 → 7 → 1");
  // Into a field, a link is text.
  expect(await drop(page.getByRole("textbox", { name: "Seed" }), { link })).toEqual([false, false]);
});

test("inside an embedding page, a dropped file is taken, too", async ({ page }) => {
  await page.goto("./demo/embed.html");
  const inside = page.frameLocator("#spirals >> iframe");
  await expect(inside.getByRole("heading", { name: /^Network ·/ })).toContainText("2 → 8 → 8 → 1");
  expect(await drop(inside.locator("main"), { files: ["a.csv"] })).toEqual([true, true]);
  await expect(line(inside)).toHaveCount(1);
});
