// A page that is hidden, frozen, left and come back to; a page whose own program fails; steps that take very long.
import { setTimeout as sleep } from "node:timers/promises";
import { course, recorded, told, trains, until } from "../watch.mjs";

const BOTH = ["cpu", "webgpu"];
const WIDE = Array(16).fill(1024).join();

/** A network whose step takes very long: said before, ended by Pause within 5 s, and another network trains after it. */
const slow = (name, fault, fragment) => ({
  name,
  fault,
  how: `a link with ${fragment.replaceAll(/(?:1024,){3,}1024/g, "16 × 1024").replaceAll(/(?:256,){3,}256/g, "12 × 256").split("&").map((option) => `\`${option}\``).join(", ")}, Play, Pause after 12 s, then another lesson`,
  devices: ["cpu"],
  run: async (stage) => {
    await stage.open(`v=1&device=cpu&play=1&${fragment}`);
    await sleep(12_000);
    const said = told(await recorded(stage.page));
    const texts = await stage.page.evaluate(() => document.body.innerText.split("\n").filter((line) => /\bstep\b.*\d.*\b(?:s|min|GB|MB)\b/.test(line))).catch(() => []);
    const pause = stage.page.getByRole("button", { name: "Pause", exact: true }).first();
    let stopped = Date.now();
    if ((await pause.count()) > 0) await pause.click({ timeout: 5000 }).catch(() => {});
    const paused = await stage.page.getByRole("button", { name: "Play", exact: true }).first().waitFor({ timeout: 5000 }).then(() => true, () => false);
    stopped = (Date.now() - stopped) / 1000;
    const begin = Date.now();
    await stage.page.evaluate(() => { location.hash = "v=1&lesson=xor&device=cpu&play=1"; }).catch(() => {});
    const came = await until(stage.page, 15, trains);
    const all = [...new Set([...said, ...texts])];
    return {
      said: [...all, `paused after ${stopped.toFixed(1)} s`],
      again: came ? (Date.now() - begin) / 1000 : null,
      dead: paused ? undefined : "Pause does nothing for 5 s",
    };
  },
  expect: { words: /(?:step|memory).*\d.*(?:\bs\b|\bmin\b|MB|GB)/i },
});

/** What happens to a page that trains, and a look at it afterwards. */
const left = ({ name, fault, how, launch, leave, keeps = true, devices = BOTH }) => ({
  name,
  fault,
  how,
  devices,
  launch,
  run: async (stage) => {
    await stage.open(`v=1&device=${stage.device}&play=1`);
    await stage.trained();
    const before = await recorded(stage.page);
    const since = Date.now();
    await leave(stage);
    const begin = Date.now();
    const came = await until(stage.page, stage.device === "cpu" ? 15 : 60, trains);
    const now = await recorded(stage.page);
    const facts = course(now, since);
    return {
      said: told(now, before),
      lost: keeps ? facts.lost : undefined,
      lostSeconds: keeps ? facts.lostSeconds : 0,
      again: came ? (Date.now() - begin) / 1000 : null,
    };
  },
  expect: {},
});

export default [
  left({
    name: "frozen",
    fault: "the page is hidden and frozen for 15 s",
    how: "another tab in front, `Page.setWebLifecycleState: frozen` for 15 s",
    leave: async ({ context, page }) => {
      const other = await context.newPage();
      await other.bringToFront();
      const tools = await context.newCDPSession(page);
      await tools.send("Page.setWebLifecycleState", { state: "frozen" });
      await sleep(15_000);
      await tools.send("Page.setWebLifecycleState", { state: "active" });
      await page.bringToFront();
      await other.close();
    },
  }),
  left({
    name: "no-frames",
    fault: "the page gets no animation frames for 15 s, as in a window behind others",
    how: "`requestAnimationFrame` calls nobody for 15 s",
    leave: async ({ page }) => {
      await page.evaluate(() => {
        const original = globalThis.requestAnimationFrame.bind(globalThis);
        const held = [];
        globalThis.requestAnimationFrame = (call) => held.push(call);
        setTimeout(() => {
          globalThis.requestAnimationFrame = original;
          held.forEach((call) => original(call));
        }, 15_000);
      });
      await sleep(15_500);
    },
  }),
  left({
    name: "left-and-back",
    fault: "the page is left for another one and come back to",
    how: "a link to another page, 3 s, the browser's Back (with its cache of pages)",
    launch: { ignoreDefaultArgs: ["--disable-back-forward-cache"] },
    devices: ["cpu"],
    leave: async ({ page, site }) => {
      site.documents.set("/elsewhere", { type: "text/html", body: Buffer.from("<title>Elsewhere</title>") });
      await page.goto(`${site.url}elsewhere`);
      await sleep(3000);
      await page.goBack({ waitUntil: "commit" });
      await sleep(2000);
    },
    // A page that the browser had to load again begins again, as its link says.
    keeps: false,
  }),
  left({
    name: "reloaded",
    fault: "the page is reloaded while it trains",
    how: "the browser's Reload",
    keeps: false,
    leave: ({ page }) => page.reload({ waitUntil: "commit" }),
  }),
  {
    name: "twice",
    fault: "the page is open twice",
    how: "two tabs that train, one second and the other",
    devices: BOTH,
    run: async (stage) => {
      await stage.open(`v=1&device=${stage.device}&play=1`);
      const first = stage.page;
      await stage.trained();
      await stage.open(`v=1&device=${stage.device}&play=1&data=spiral`);
      const begin = Date.now();
      const came = await until(stage.page, stage.device === "cpu" ? 20 : 90, trains);
      const both = await until(first, 10, (now) => now.steps.length > 0);
      return { said: told(await recorded(stage.page)), again: came && both ? (Date.now() - begin) / 1000 : null };
    },
    expect: {},
  },
  {
    name: "page-trap",
    fault: "the page's own program traps",
    how: "`performance.now()`, which the page's program calls, throws once",
    devices: ["cpu"],
    run: async (stage) => {
      await stage.open("v=1&device=cpu&play=1");
      await stage.trained();
      const before = await recorded(stage.page);
      await stage.page.evaluate(() => {
        const now = Performance.prototype.now;
        let left = 1;
        Performance.prototype.now = function () {
          if (left-- > 0) throw new WebAssembly.RuntimeError("unreachable");
          return now.call(this);
        };
      });
      await sleep(4000);
      const now = await recorded(stage.page);
      const said = told(now, before);
      return { said, again: trains(now) ? 0 : null };
    },
    expect: {},
  },
  slow("slow-wide", "one step takes very long: 16 layers of 1,024 units", `layers=${WIDE}&batch=1024&points=5000&test=10`),
  slow("slow-convolutions", "one step takes very long: 12 convolutions of 256 filters", `lesson=convnet&filters=${Array(12).fill(256).join()}&batch=1024`),
  slow("slow-sequence", "one step takes very long: a recurrent network of 512 units over 400 steps", "lesson=sequence&distance=400&hidden=512&embedding=512&batch=1024"),
];
