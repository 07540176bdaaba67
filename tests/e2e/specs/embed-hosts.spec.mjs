// The element inside pages of other origins: with and without permission, in and out of sight.
import { EVERYWHERE, expect, test } from "./garden.mjs";
import { call, inside, LOAD, SCRIPT, serve } from "./hosts.mjs";

const hosts = [];
const host = async (...given) => {
  hosts.push(await serve(...given));
  return hosts.at(-1).url;
};
test.afterEach(() => Promise.all(hosts.splice(0).map(({ close }) => close())));

const figure = (page) => inside(page).getByRole("region", { name: "Run" }).getByRole("definition").first();

test("a plain script of another origin needs no header", EVERYWHERE, async ({ page }) => {
  await page.goto(await host('<gradient-garden data="spiral" layers="8, 8" features="x1, x2, sinx1"></gradient-garden>'));
  expect((await call(page, "ready")).value).toMatchObject({ device: "cpu" });
  const { value } = await call(page, "options");
  expect(value).toMatchObject({ data: "spiral", layers: [8, 8], features: ["x1", "x2", "sinx1"] });
  await expect(inside(page).getByRole("list", { name: "Messages" }).getByRole("listitem")).toHaveCount(0);
  expect((await call(page, "train", [20])).value).toMatchObject({ step: 20 });
  expect((await call(page, "batchLosses")).value).toHaveLength(20);
});

test("a module script works where the other origin allows it", async ({ page }) => {
  await page.route(SCRIPT, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "access-control-allow-origin": "*" } });
  });
  const head = `<script type="module" src="${SCRIPT}"></script>`;
  await page.goto(await host("<gradient-garden></gradient-garden>", { head }));
  expect((await call(page, "ready")).error).toBeUndefined();
});

test("without the script, what is inside the element is shown", async ({ page }) => {
  await page.goto(await host('<gradient-garden><a href="https://example.org/">Open it</a></gradient-garden>', { head: "" }));
  await expect(page.getByRole("link", { name: "Open it" })).toBeVisible();
});

test("attributes of HTML, frames and frameworks are no options; what is unknown is told to the author", async ({ page }) => {
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await page.goto(
    await host(`<gradient-garden lesson="attention" width="400" height="50%" option-width="24" option-lang="en" lang="de" name="net" align="left"
      frameborder="0" scrolling="no" allow="fullscreen" loading="lazy" allowfullscreen part="p" translate="no" contenteditable="false"
      draggable="true" sandbox="" referrerpolicy="no-referrer" csp="x" fetchpriority="low" srcdoc="x" border="0" marginwidth="0"
      marginheight="0" slot="s" popover="manual" accesskey="g" spellcheck="false" enterkeyhint="go" dir="ltr" theme="dark" id="i"
      class="c" title="A network" style="display: flex" tabindex="0" role="group" itemprop="x" nonce="n" onclick="" v-if="x" v-bind:a="x"
      _ngcontent-abc="" x-data="{}" @click="x" :key="x" aria-label="x" data-lesson="xor" wdth="3" option-nonsense="1" option-optimizer="sgd"></gradient-garden>`),
  );
  // A manual popover is not displayed; it is called all the same.
  expect((await call(page, "ready")).error).toBeUndefined();
  const { value } = await call(page, "options");
  expect(value).toMatchObject({ lesson: "attention", width: 24, theme: "dark", optimizer: "sgd", lang: "en" });
  await page.evaluate(() => document.querySelector("gradient-garden").removeAttribute("popover"));
  await expect(inside(page).getByRole("heading", { name: "Gradient Garden" })).toBeVisible();
  await expect(inside(page).getByRole("list", { name: "Messages" }).getByRole("listitem")).toHaveCount(0);
  const box = await page.locator("gradient-garden").boundingBox();
  expect(box.width).toBe(400);
  expect(warnings.map((text) => /“(.*?)”/.exec(text)?.[1])).toEqual(["wdth", "option-nonsense"]);
  await expect(page.locator("gradient-garden >> iframe")).toHaveAttribute("title", "A network");
});

test("every size is the element's, and without a height it is as high as what is in it", async ({ page }) => {
  await page.goto(await host(`<style>#c { height: 333px }</style>
    <gradient-garden id="a" width="50%" height="20em" loading="eager"></gradient-garden><gradient-garden id="b" loading="eager"></gradient-garden>
    <gradient-garden id="c" loading="eager"></gradient-garden><gradient-garden id="d" height="high" loading="eager" hide="header,transport,settings,footer" panels="output"></gradient-garden>`));
  await page.evaluate(() => Promise.all([...document.querySelectorAll("gradient-garden")].map((garden) => garden.ready)));
  const size = (selector) => page.locator(selector).evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]);
  const width = await page.evaluate(() => document.body.clientWidth);
  expect(await size("#a")).toEqual([width / 2, 320]);
  expect(await size("#c")).toEqual([width, 333]);
  for (const selector of ["#b", "#d"]) {
    // What is far from the screen is not laid out.
    await page.locator(selector).scrollIntoViewIfNeeded();
    await expect(async () => {
      const content = await inside(page, selector).locator("html").evaluate((root) => [Math.ceil(root.getBoundingClientRect().height), root.scrollHeight]);
      const [, height] = await size(selector);
      expect(content, selector).toEqual([height, height]);
    }).toPass();
  }
  // The bare panel is only the panel.
  const panel = await inside(page, "#d").getByRole("region", { name: "Output" }).evaluate((panel) => panel.getBoundingClientRect().toJSON());
  expect([panel.x, panel.y, panel.width, panel.height]).toEqual([0, 0, width, (await size("#d"))[1]]);
  // And another page in it makes another height: slots of every lesson are as high as others, a card alone is as high as what is in it.
  await page.locator("#b").scrollIntoViewIfNeeded();
  const before = (await size("#b"))[1];
  await page.locator("#b").evaluate((element) => element.setAttribute("panels", "output"));
  await expect.poll(async () => (await size("#b"))[1]).not.toBe(before);
  await expect(inside(page, "#b").getByRole("tab")).toHaveCount(0);
});

test("the direction of the page around is handed on, and a language that the playground has not causes no remark", async ({ page }) => {
  await page.goto(await host("<gradient-garden></gradient-garden>", { attributes: 'dir="rtl" lang="ar"' }));
  await call(page, "ready");
  const root = inside(page).locator("html");
  await expect(root).toHaveAttribute("dir", "rtl");
  await expect(root).toHaveAttribute("lang", "en");
  await expect(inside(page).getByRole("list", { name: "Messages" }).getByRole("listitem")).toHaveCount(0);
  await page.evaluate(() => (document.querySelector("gradient-garden").dir = "ltr"));
  await expect(root).toHaveAttribute("dir", "ltr");
});

test("below the fold and not displayed: a call loads the playground", async ({ page }) => {
  await page.goto(await host(`<div style="height: 20000px"></div><gradient-garden id="far"></gradient-garden>
    <div style="display: none"><gradient-garden id="none"></gradient-garden></div>`));
  await page.waitForTimeout(500);
  expect(await page.locator("#far >> iframe").count()).toBe(0);
  for (const id of ["#far", "#none"]) expect((await call(page, "train", [3], id)).value).toMatchObject({ step: 3 });
});

test("what nothing answers is said in the element, with a link, and every call is rejected with the reason", async ({ page }) => {
  test.slow();
  // Ports that nobody listens to and pages that never come are errors of the network.
  const closed = await serve("");
  await closed.close();
  const url = await host(`<gradient-garden id="closed" src="${closed.url}" data="xor"><b>instead</b></gradient-garden><gradient-garden id="silent" src="/silence"></gradient-garden>
    <gradient-garden id="other" src="/?another-page"></gradient-garden><gradient-garden id="odd" src="http://:0"></gradient-garden>`, { head: LOAD });
  const other = await page.context().newPage();
  await other.goto(url, { waitUntil: "commit" });
  await other.waitForFunction(() => customElements.get("gradient-garden"));
  const results = await Promise.all(["#closed", "#silent", "#other", "#odd"].map((id) => call(other, "train", [5], id)));
  for (const { error, seconds } of results.slice(0, 3)) {
    expect(error).toMatch(/^the playground is not there after 30 s: nothing answers at the address in its src/);
    expect(seconds).toBeLessThan(33);
  }
  expect(results[3]).toMatchObject({ error: "src is not an address" });
  const link = other.locator("#closed").getByRole("link", { name: "Open the playground" });
  await expect(link).toHaveAttribute("href", `${closed.url}#v=1&data=xor`);
  await expect(other.locator("#closed").getByRole("alert")).toContainText("The playground cannot be shown here");
  await expect(other.getByText("instead")).toBeVisible();
  await other.close();
});

test("a network that is too large keeps no call from choosing a smaller one", async ({ page }) => {
  await page.goto(await host('<gradient-garden device="cpu" lesson="convnet" digits="1000" batch="1024" filters="256,256,256,256"></gradient-garden>'));
  const { error } = await call(page, "ready");
  expect(error).toContain("GB of memory");
  expect((await call(page, "train", [10])).error, "the playground's own answer").toContain("GB of memory");
  expect((await call(page, "metrics")).value, "no error").toBeNull();
  expect((await call(page, "configure", [{ filters: [2], batch: 8 }])).error).toBeUndefined();
  expect((await call(page, "train", [10])).value).toMatchObject({ step: 10 });
  expect((await call(page, "metrics")).value).toMatchObject({ step: 10 });
  expect((await call(page, "ready")).error, "what came first").toBe(error);
});

test("a trainer's program that comes at the second try keeps no call from it", async ({ page }) => {
  // A file that does not come is an error of the network.
  const other = await page.context().newPage();
  let asked = 0;
  await other.route("**/trainer_dense_bg.wasm*", (route) => ((asked += 1) === 1 ? route.fulfill({ status: 404, body: "" }) : route.continue()));
  await other.goto(await host('<gradient-garden device="cpu"></gradient-garden>'));
  expect((await call(other, "ready")).error).toMatch(/trainer_dense_bg\.wasm.*the server answered 404/);
  expect((await call(other, "train", [10])).value).toMatchObject({ step: 10 });
  expect((await call(other, "metrics")).value).toMatchObject({ step: 10 });
  expect(asked).toBeGreaterThan(1);
  await other.close();
});

test("policies of the page around are named, or need no permission", EVERYWHERE, async ({ page }) => {
  test.slow();
  const body = "<gradient-garden></gradient-garden>";
  // No style, no frame of others: the element has its look, and says what the page lacks. Firefox tells of an icon that it may not ask for.
  const strict = { "content-security-policy": `default-src 'none'; img-src 'self'; script-src ${new URL(SCRIPT).origin}` };
  const other = await page.context().newPage();
  await other.goto(await host(body, { headers: strict }));
  const refused = await call(other, "ready");
  expect(refused.error).toBe(`the Content-Security-Policy of this page does not allow its frame: frame-src needs ${new URL(SCRIPT).origin}`);
  expect(refused.seconds).toBeLessThan(10);
  await expect(other.locator("gradient-garden").getByRole("alert")).toBeVisible();
  await other.close();
  // With the frame allowed, and no style: nothing is violated.
  const allowed = { "content-security-policy": `${strict["content-security-policy"]}; frame-src ${new URL(SCRIPT).origin}` };
  await page.goto(await host(body, { headers: allowed }));
  expect((await call(page, "ready")).error).toBeUndefined();
  await expect.poll(() => page.locator("gradient-garden >> iframe").evaluate((frame) => frame.clientWidth)).toBeGreaterThan(1000);
  // COEP, where a script of another origin needs permission, too: the host has a copy of its own.
  const files = {};
  files["embed.js"] = await (await page.request.get(SCRIPT)).text();
  for (const isolated of [{}, { "cross-origin-opener-policy": "same-origin" }]) {
    const headers = { "cross-origin-embedder-policy": "require-corp", ...isolated };
    const address = new URL("./", SCRIPT).href;
    await page.goto(await host(`<gradient-garden src="${address}"></gradient-garden>`, { headers, files, head: '<script src="embed.js" defer></script>' }));
    const { error, seconds } = await call(page, "ready");
    if (await page.evaluate(() => !("credentialless" in HTMLIFrameElement.prototype))) {
      // Firefox has no frames that need no permission.
      expect(error).toContain("Cross-Origin-Embedder-Policy of this page does not allow its frame");
      expect(seconds).toBeLessThan(15);
      continue;
    }
    expect(error).toBeUndefined();
    expect((await call(page, "train", [5])).value).toMatchObject({ step: 5 });
  }
});

test("in a sandbox without allow-same-origin the frame and the element say so, and every call is rejected with it", EVERYWHERE, async ({ page }) => {
  const playground = new URL("./", SCRIPT).href;
  const frame = (id, allowed, what) => `<iframe id="${id}" sandbox="allow-scripts ${allowed}" style="width: 900px; height: 700px" ${what}></iframe>`;
  // What a sandbox blocks is told in the console.
  const other = await page.context().newPage();
  const direct = `src="${playground}#v=1&data=xor"`;
  const around = frame("plain", "", direct) + frame("allowed", "allow-same-origin", direct) + frame("element", "", `srcdoc='${LOAD}<gradient-garden></gradient-garden>'`);
  // Firefox's driver does not tell that a sandboxed frame is loaded.
  await other.goto(await host(around, { head: "" }), { waitUntil: "commit" });
  const plain = other.frameLocator("#plain");
  await expect(plain.getByRole("alert")).toContainText("it is in a sandbox without allow-same-origin");
  await expect(plain.getByRole("link")).toHaveAttribute("href", `${playground}#v=1&data=xor`);
  await expect(plain.getByText(/check the connection/i).filter({ visible: true })).toHaveCount(0);
  await expect(other.frameLocator("#allowed").getByRole("heading", { name: /^Network ·/ })).toBeVisible();
  const inner = await (await other.locator("#element").elementHandle()).contentFrame();
  await inner.waitForFunction(() => customElements.get("gradient-garden"));
  for (const name of ["ready", "metrics"]) {
    const { error, seconds } = await call(inner, name);
    expect(error, name).toMatch(/^this page is in a sandbox without allow-same-origin/);
    expect(seconds, name).toBeLessThan(15);
  }
  await expect(inner.getByRole("alert")).toContainText("in a sandbox without allow-same-origin");
  await other.close();
});

test("a call that is open when the element goes, moves or changes is settled", async ({ page }) => {
  await page.goto(await host('<gradient-garden></gradient-garden><section></section>'));
  await call(page, "ready");
  const settled = await page.evaluate(async () => {
    const element = document.querySelector("gradient-garden");
    const outcome = (promise) => promise.then(() => "kept", (why) => why.message);
    const moved = outcome(element.train(1_000_000));
    await new Promise((later) => setTimeout(later, 500));
    document.querySelector("section").append(element);
    const found = { moved: await moved };
    // An attribute that changes while it loads is not lost.
    const options = element.options();
    element.setAttribute("layers", "7");
    found.layers = (await options).layers;
    found.again = await outcome(element.train(2));
    const gone = outcome(element.train(1_000_000));
    await new Promise((later) => setTimeout(later, 500));
    element.remove();
    found.gone = await gone;
    found.after = await outcome(element.metrics());
    return found;
  });
  const left = "the element was removed, or moved, which loads the playground anew";
  expect(settled).toEqual({ moved: left, layers: [7], again: "kept", gone: left, after: "the element is not in a document" });
});

test("six on one page: who is out of sight does not train, but for a script", EVERYWHERE, async ({ page }) => {
  test.slow();
  const garden = (number) => `<div style="height: 1500px"><gradient-garden id="g${number}" play="1" hide="settings" panels="output" height="400" loading="eager"></gradient-garden></div>`;
  await page.goto(await host([1, 2, 3, 4, 5, 6].map(garden).join("")));
  const ids = [1, 2, 3, 4, 5, 6].map((number) => `#g${number}`);
  await Promise.all(ids.map((id) => call(page, "ready", [], id)));
  const steps = () => Promise.all(ids.map(async (id) => (await inside(page, id).locator("body").evaluate(() => gradientGarden.metrics()))?.step ?? 0));
  await expect.poll(async () => (await steps())[0]).toBeGreaterThan(20);
  expect((await steps()).slice(1)).toEqual([0, 0, 0, 0, 0]);
  expect((await call(page, "metrics", [], "#g3")).value).toMatchObject({ step: 0, outOfSight: true });
  // A script's steps are taken wherever the element is.
  expect((await call(page, "train", [30], "#g5")).value).toMatchObject({ step: 30 });
  await page.locator("#g6").scrollIntoViewIfNeeded();
  await expect.poll(async () => (await steps())[5]).toBeGreaterThan(20);
  await expect.poll(async () => (await call(page, "metrics", [], "#g1")).value.outOfSight).toBe(true);
  // The last steps may still be on their way.
  const further = async () => {
    const [first] = await steps();
    await page.waitForTimeout(1500);
    return (await steps())[0] - first;
  };
  await expect.poll(further).toBe(0);
  // Not displayed is out of sight, too.
  await page.evaluate(() => (document.querySelector("#g6").style.display = "none"));
  await expect.poll(async () => (await call(page, "metrics", [], "#g6")).value.outOfSight).toBe(true);
  await page.evaluate(() => (document.querySelector("#g6").style.display = ""));
  await expect.poll(async () => (await call(page, "metrics", [], "#g6")).value.outOfSight).toBeUndefined();
});

test("keys that the playground does not use reach the page, and Escape gives the keyboard back", async ({ page }) => {
  await page.goto(await host(`<button id="before">Before</button><gradient-garden data="circle" height="800"></gradient-garden><button id="behind">Behind</button>
    <script>globalThis.keys = []; document.addEventListener("keydown", (event) => keys.push([event.key, event.keyCode, event.target.localName].join(" ")));</script>`));
  await call(page, "ready");
  const heard = async (key) => {
    await page.evaluate(() => (keys.length = 0));
    await page.keyboard.press(key);
    // Long enough for a message to come.
    await page.waitForTimeout(150);
    return page.evaluate(() => keys);
  };
  const frame = inside(page);
  await frame.getByRole("button", { name: /^(Play|Pause)$/ }).focus();
  for (const [key, code] of [["ArrowRight", 39], ["ArrowLeft", 37], ["n", 78], ["F2", 113]]) expect(await heard(key)).toEqual([`${key} ${code} gradient-garden`]);
  expect(await heard("Enter"), "a button's own").toEqual([]);
  const none = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];
  await frame.getByRole("slider").first().focus();
  for (const key of none) expect(await heard(key), `${key} on a slider`).toEqual([]);
  for (const picture of ["#diagram"]) {
    await frame.locator(picture).focus();
    for (const key of none.slice(0, 4)) expect(await heard(key), `${key} on ${picture}`).toEqual([]);
  }
  // What scrolls the frame is used; what cannot is not.
  await frame.getByRole("button", { name: /^(Play|Pause)$/ }).focus();
  expect(await heard("PageDown")).toEqual([]);
  await frame.getByRole("button", { name: /^What is/ }).first().click();
  expect(await heard("Escape"), "closes the help").toEqual([]);
  await heard("Escape");
  await expect.poll(() => page.evaluate(() => document.activeElement.localName)).toBe("gradient-garden");
  expect(await heard("Escape")).toEqual(["Escape 27 gradient-garden"]);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.id)).toBe("behind");
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement.localName)).toBe("gradient-garden");
});

test("one link leads past the settings", async ({ page }) => {
  await page.goto("./#data=circle");
  const link = page.getByRole("link", { name: "Skip the settings" });
  await link.focus();
  await expect(link).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.closest(".knobs"))).toBeNull();
});

test("only the page around is answered, and in words", async ({ page }) => {
  await page.goto(await host(`<iframe id="third" srcdoc="<p>third</p>"></iframe><gradient-garden></gradient-garden>`));
  await call(page, "ready");
  const answers = await page.evaluate(async () => {
    const frame = document.querySelector("gradient-garden").shadowRoot.querySelector("iframe").contentWindow;
    const heard = [];
    addEventListener("message", ({ data }) => data.tells || heard.push(data));
    const ask = (message) => frame.postMessage({ gradientGarden: 1, ...message }, "*");
    ask({ id: 901, call: "constructor" });
    ask({ id: 902, call: { a: 1 } });
    ask({ id: { deep: [] }, call: "options" });
    ask({ id: 904, call: "train", arguments: { length: 1, 0: 5 } });
    ask({ id: "905", call: "here" });
    for (const odd of [null, 1, "x", [], new Map(), { gradientGarden: "1", id: 1, call: "options" }]) frame.postMessage(odd, "*");
    const third = document.querySelector("#third").contentWindow;
    third.eval("onmessage = () => (parent.wrong = true); parent.document.querySelector('gradient-garden').shadowRoot.querySelector('iframe').contentWindow.postMessage({ gradientGarden: 1, id: 1, call: 'options' }, '*')");
    await new Promise((later) => setTimeout(later, 1000));
    return [heard, globalThis.wrong ?? false];
  });
  expect(answers[1]).toBe(false);
  const said = new Map(answers[0].map(({ id, error, value }) => [id, error ?? value]));
  expect(said.get(901)).toMatch(/^“constructor” is not a call\. Calls are: ready, options, .*, here\.$/);
  expect(said.get(902)).toBe("A request needs the name of a call, as a text.");
  expect(said.get(null)).toBe("A request needs an id: a number or a text.");
  expect(said.get(904)).toBe("The arguments of a call are an array.");
  expect(said.get("905")).toBe(true);
});
