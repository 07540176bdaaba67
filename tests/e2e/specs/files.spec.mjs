// Files that do not come, or are not what they should be: each is said for what it is, asked for again, and nothing is lost.
// Errors in the console are the faults' own here, so this is Playwright's test and not the garden's.
import { writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { test } from "@playwright/test";
import { EVERYWHERE, button, device, expect, number, stat } from "./garden.mjs";

const HTML = { status: 200, contentType: "text/html", body: "<!doctype html><title>Sign in</title>" };

/** What is done to a file, and what the page says of it. */
const FAULTS = {
  404: [(route) => route.fulfill({ status: 404, body: "" }), "the server answered 404"],
  500: [(route) => route.fulfill({ status: 500, body: "" }), "the server answered 500"],
  html: [(route) => route.fulfill(HTML), "another page in its place"],
  truncated: [(route) => change(route, (bytes) => bytes.subarray(0, bytes.length >> 1)), "arrived incomplete"],
  altered: [(route) => change(route, flip), /is damaged|arrived incomplete/],
  unreachable: [(route) => route.abort(), "no answer came"],
};

async function change(route, how) {
  const answer = await route.fetch();
  const body = how(await answer.body());
  const { "content-length": _, "content-encoding": __, ...headers } = answer.headers();
  await route.fulfill({ status: 200, headers, body });
}

function flip(bytes) {
  const changed = Buffer.from(bytes);
  changed[changed.length >> 1] ^= 0x55;
  return changed;
}

const alert = (page) => page.getByRole("alert");

/** Injects the fault until the returned function is called. */
async function fault(page, file, inject) {
  let broken = true;
  await page.route(file, (route) => (broken ? inject(route) : route.continue()));
  return () => (broken = false);
}

for (const [name, [inject, said]] of Object.entries(FAULTS)) {
  test(`a data file, ${name}: the run trains on what is there, then goes on by itself`, name === "truncated" ? EVERYWHERE : {}, async ({ page }) => {
    const mend = await fault(page, "**/train-01.bin", inject);
    await page.goto("./#v=1&lesson=digits&play=1");
    await expect(alert(page)).toContainText("train-01.bin");
    await expect(alert(page)).toContainText(said);
    await expect.poll(() => number(page, "step ·")).toBeGreaterThan(0);
    await expect(button(page, "Pause"), "it goes on").toBeVisible();
    mend();
    await expect(alert(page), "the file has come").toHaveCount(0, { timeout: 40_000 });
  });

  test(`a trainer's program, ${name}: said, asked for again, and it trains`, name === "truncated" ? EVERYWHERE : {}, async ({ page }) => {
    const mend = await fault(page, "**/trainer_dense_bg.wasm*", inject);
    await page.goto("./#v=1");
    await expect(alert(page)).toContainText("trainer_dense_bg.wasm");
    await expect(alert(page)).toContainText(said);
    await expect(alert(page)).not.toContainText("smaller");
    await expect(device(page)).toContainText("Waiting for its program");
    const ready = await page.evaluate(() => globalThis.gradientGarden.ready.then(() => "kept", (why) => String(why.message)));
    expect(ready, "`ready` settles with the reason").toContain("trainer_dense_bg.wasm");
    mend();
    await expect(stat(page, "test loss")).not.toHaveText("–", { timeout: 40_000 });
    await expect(alert(page)).toHaveCount(0);
  });
}

for (const file of ["trainer_dense_loader.js", "trainer_dense.js"]) {
  for (const name of ["404", "truncated", "html"]) {
    test(`${file}, ${name}`, async ({ page }) => {
      const [inject, said] = FAULTS[name];
      const mend = await fault(page, `**/${file}*`, inject);
      await page.goto("./#v=1");
      await expect(alert(page)).toContainText(file);
      await expect(alert(page)).toContainText(said);
      mend();
      await button(page, "Play").click();
      await expect.poll(() => number(page, "step ·")).toBeGreaterThan(0);
      await expect(alert(page)).toHaveCount(0);
    });
  }
}

const NEVER = {
  "trainer_dense_loader.js": "did not answer for ten seconds",
  "trainer_dense.js": "nothing came for ten seconds",
  "trainer_dense_bg.wasm": "nothing came for ten seconds",
};
for (const [file, said] of Object.entries(NEVER)) {
  test(`${file} never comes: said within some ten seconds`, async ({ page }) => {
    await page.route(`**/${file}*`, () => {});
    await page.goto("./#v=1");
    await expect(alert(page)).toContainText(said, { timeout: 20_000 });
    await expect(alert(page)).toContainText(file);
  });
}

test("offline in the middle of the data, then online: it goes on at once", async ({ page, context }) => {
  await page.route("**/data/mnist/*.bin", async (route) => {
    await new Promise((over) => setTimeout(over, 400));
    await route.continue().catch(() => {});
  });
  await page.goto("./#v=1&lesson=digits&play=1");
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(0);
  await context.setOffline(true);
  await expect(alert(page)).toContainText("no answer came");
  const step = await number(page, "step ·");
  await context.setOffline(false);
  await expect(alert(page)).toHaveCount(0);
  await expect.poll(() => number(page, "step ·")).toBeGreaterThan(step);
});

test("a script that waits for data which does not come is told why", async ({ page }) => {
  await page.route("**/train-00.bin", FAULTS[404][0]);
  await page.goto("./#v=1&lesson=digits");
  await expect(alert(page)).toContainText("train-00.bin");
  const trained = await page.evaluate(() => globalThis.gradientGarden.train(5).then(() => "kept", (why) => String(why.message)));
  expect(trained).toContain("train-00.bin");
});

test("a deploy under an open page is the cause that is said", async ({ page }) => {
  await page.goto("./#v=1");
  await expect(stat(page, "test loss")).not.toHaveText("–");
  // Another build: its page has another name, and the files of this one are gone.
  await page.route("**/trainer_cpu*", FAULTS[404][0]);
  await page.route(/\/$/, async (route) => {
    const answer = await route.fetch();
    await page.waitForTimeout(700);
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/name="build" content="[^"]*"/, 'name="build" content="0"') });
  });
  const wrong = page.getByText("could not be loaded").first().waitFor({ timeout: 3000 }).then(() => "said", () => "never said");
  await page.evaluate(() => void globalThis.gradientGarden.configure({ lesson: "sequence" }).catch(() => {}));
  await expect(alert(page)).toContainText("A newer version of this page is there. Reload it to go on.");
  await expect(alert(page)).toHaveCount(1);
  expect(await wrong, "a cause that is none, while the server is asked").toBe("never said");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Reload", exact: true }).click();
  await expect(stat(page, "loss")).not.toHaveText("–");
});

const PAGE_FAULTS = {
  "app-*_bg.wasm": { 404: "answered 404", truncated: "arrived incomplete", html: "another page came", unreachable: "could not be fetched" },
  "app-*.js": { 404: "answered 404", truncated: "arrived incomplete" },
  "start.js*": { 404: "start.js) could not be fetched" },
};
for (const [file, faults] of Object.entries(PAGE_FAULTS)) {
  for (const [name, said] of Object.entries(faults)) {
    test(`the page's own ${file}, ${name}`, async ({ page }) => {
      await page.route(`**/${file}`, FAULTS[name][0]);
      await page.goto("./#v=1", { waitUntil: "commit" });
      await expect(alert(page)).toContainText(said);
      await page.unrouteAll();
      await page.getByRole("button", { name: "Reload the page" }).click();
      await expect(stat(page, "test loss")).not.toHaveText("–");
    });
  }
}

test("a page's own file that comes late still starts it", async ({ page }) => {
  await page.route("**/app-*.js", async (route) => {
    await new Promise((later) => setTimeout(later, 13_000));
    await route.continue().catch(() => {});
  });
  await page.goto("./#v=1", { waitUntil: "commit" });
  await expect(alert(page)).toContainText("has not come for ten seconds", { timeout: 14_000 });
  await expect(stat(page, "test loss")).not.toHaveText("–");
  await expect(alert(page)).toHaveCount(0);
});

test("a page whose own program breaks down says so, with words that are not its own", async ({ page }) => {
  const logged = [];
  page.on("console", (message) => logged.push(message.text()));
  await page.goto("./#v=1&data=circle");
  await expect(stat(page, "test loss")).not.toHaveText("–");
  // Its program cannot go on where it may make no element.
  await page.evaluate(() => {
    Document.prototype.createElement = () => {
      throw new Error("no more elements");
    };
  });
  await page.getByRole("button", { name: "Download" }).click();
  await expect(alert(page).getByText("may not answer any more")).toBeVisible();
  expect(logged.join("\n"), "what it broke down of").toMatch(/panicked at[^]*no more elements/);
  await alert(page).getByRole("button", { name: "Reload the page" }).click();
  await expect(stat(page, "test loss")).not.toHaveText("–");
  await expect(alert(page)).toHaveCount(0);
});

test("a first script that comes after another one failed says so", async ({ page }) => {
  await page.route("**/start.js*", FAULTS[404][0]);
  await page.route("**/boot.js*", async (route) => {
    await new Promise((later) => setTimeout(later, 1000));
    await route.continue();
  });
  await page.goto("./#v=1", { waitUntil: "commit" });
  await expect(alert(page)).toContainText("start.js) could not be fetched", { timeout: 8_000 });
});

for (const file of ["app-*_bg.wasm", "app-*.js", "start.js*", "boot.js*", "styles-*.css", "boot-*.css"]) {
  test(`the page's own ${file} never comes: a hint after ten seconds`, async ({ page }) => {
    await page.route(`**/${file}`, () => {});
    await page.goto("./#v=1", { waitUntil: "commit" });
    // Whatever is missing, either the page works or a sentence says what to try.
    const hint = page.getByText(/load the page again/).filter({ visible: true });
    const works = page.getByRole("region", { name: "Run" });
    await expect(hint.or(works).first()).toBeVisible({ timeout: 14_000 });
  });
}

test("opened as a file, the page says that it needs a server, and nothing else", async ({ page, request }, info) => {
  for (const name of ["index.html", "boot.js"]) await writeFile(info.outputPath(name), await (await request.get(name)).body());
  await page.goto(pathToFileURL(info.outputPath("index.html")).href);
  const said = page.getByRole("alert").filter({ visible: true });
  await expect(said).toHaveText(/was opened as a file.* needs a web server/);
  await page.waitForTimeout(11_000);
  await expect(said).toHaveCount(1);
});
