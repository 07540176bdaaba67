// What the specs share: the page under test, watched for errors, and the names by which a person knows its parts.
import { expect, test as base } from "@playwright/test";

export { expect };

/** Playwright's test, with a page on which nothing may go wrong unseen. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const errors = watch(page);
    await use(page);
    expect(errors, "errors of the page").toEqual([]);
  },
});

/** Marks a test that each run of all tests has in Firefox, too: at least one of each kind, and of each lesson. */
export const EVERYWHERE = { tag: "@everywhere" };

/** All lessons of the catalogue, and what they are called. */
export const TITLES = {
  boundary: "Boundary: draw the line",
  neuron: "Neuron: fit a line",
  xor: "XOR: fold the plane",
  digits: "Digits: read handwriting",
  convnet: "Convolutions: find strokes",
  sequence: "Sequences: remember",
  attention: "Attention: who looks where",
  autoencoder: "Autoencoder: a narrow code",
  gan: "GAN: forger and detective",
};
export const LESSONS = Object.keys(TITLES);

/** Errors of a page, as they come. */
export function watch(page) {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** Opens a link and waits until the network is there and measured. */
export async function open(page, fragment = "") {
  await page.goto(fragment ? `./#${fragment}` : "./");
  // The second of the numbers is a loss, whatever a lesson calls it.
  await expect(transport(page).getByRole("definition").nth(1)).not.toHaveText("–");
  return page;
}

export const transport = (page) => page.getByRole("region", { name: "Run" });
export const button = (page, name) => transport(page).getByRole("button", { name, exact: true });
export const settings = (page) => page.getByRole("region", { name: "Settings" });
/** A panel: the tab that is shown of a slot, or a card of its own. */
export const panel = (page, name) => page.getByRole("tabpanel", { name, exact: true }).or(page.getByRole("region", { name, exact: true }));
/** A slot, by the question that its panels answer. */
export const slot = (page, name) => page.getByRole("region", { name, exact: true });
/** The button that names the lesson and leads to the gallery of all. */
export const lesson = (page) => page.locator("#lesson");
export const gallery = (page) => page.locator("dialog.gallery");
/** A "try this" step, by words of it, while the idea is unfolded. */
export const step = (page, words) => panel(page, "The idea").getByRole("listitem").filter({ hasText: words });
export const device = (page) => page.getByRole("banner").getByRole("paragraph");
export const heading = (page) => page.getByRole("heading", { name: /^Network ·/ });

/** Shows the panel that this tab stands for. */
export async function tab(page, name) {
  const stop = page.getByRole("tab", { name, exact: true });
  await stop.click();
  await expect(stop).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel", { name, exact: true })).toBeVisible();
  return page.getByRole("tabpanel", { name, exact: true });
}

/** The panels behind other tabs: shows one after the other, and hands over the panel that is shown then. */
export async function everyTab(page, visit) {
  const others = await page.getByRole("tab", { selected: false }).evaluateAll((tabs) => tabs.map(({ id }) => id));
  for (const id of others) {
    await page.locator(`#${id}`).click();
    await expect(page.locator(`#${id.replace("tab-", "panel-")}`)).toBeVisible();
    await visit(page.locator(`#${id.replace("tab-", "panel-")}`));
  }
}

/** Places of a small screen, in the order of its bar, and the bar's button for one of them. */
export const PLACES = ["Output", "Network", "Curves", "Idea", "Knobs"];
export const place = (page, name) => page.getByRole("navigation", { name: "Places" }).getByRole("button", { name: new RegExp(`^${name}`) });

/** Unfolds the column of the idea where it is folded. */
export async function unfoldIdea(page) {
  const unfold = page.getByRole("button", { name: "Unfold the idea" });
  await expect(unfold.or(page.getByRole("button", { name: "Fold the idea", exact: true }))).toBeVisible();
  if (await unfold.isVisible()) await unfold.click();
  await expect(panel(page, "The idea")).toBeVisible();
  return panel(page, "The idea");
}

/** Opens a group of settings that is closed, and the rail where that is folded. */
export async function openGroup(page, name) {
  const unfold = page.getByRole("button", { name: "Unfold the settings" });
  if (await unfold.isVisible()) await unfold.click();
  const group = settings(page).locator("details").filter({ has: page.getByRole("heading", { name, exact: true }) });
  if (!(await group.evaluate(({ open }) => open))) await group.locator("summary").click();
  await expect(group.locator(".body")).toBeVisible();
  return group;
}

/** Goes to another lesson by the gallery. */
export async function chooseLesson(page, title) {
  await lesson(page).click();
  await gallery(page).getByRole("button", { name: title }).click();
  await expect(gallery(page)).toBeHidden();
  await expect(lesson(page)).toContainText(title);
}

/**
 * Types a text into a field in the place of what stands there, key by key: a value that a program puts there is no change for Firefox,
 * nor is a sign that no key has, unless something was typed before it.
 */
export async function type(field, text) {
  await field.press("ControlOrMeta+a");
  await field.press("0");
  await field.press("ControlOrMeta+a");
  if (text === "") await field.press("Delete");
  else await field.pressSequentially(text);
}

/** One of the numbers beside the transport, by its caption. */
export const stat = (page, caption) =>
  transport(page)
    .locator("dl > div")
    .filter({ has: page.getByRole("term").filter({ hasText: caption }) })
    .getByRole("definition");

/** A number as the page writes it: `18 300`, `−0.0213`, `2.10 × 10⁻⁵`, `98.4 %`. */
export function parse(text) {
  const plain = text.replaceAll(/[\s%]/g, "").replaceAll("−", "-").replaceAll("⁻", "-");
  const digits = plain.replaceAll(/[⁰¹²³⁴-⁹]/g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(sign));
  return Number(digits.replace("×10", "e"));
}

export const number = async (page, caption) => parse(await stat(page, caption).innerText());

/** The numbers that tell one run from another. */
export const numbers = async (page) => {
  // Step, loss, accuracy where the lesson has one, and the speed, which is its own every time.
  const [step, loss, ...rest] = await transport(page).getByRole("definition").allInnerTexts();
  return { step, loss, accuracy: rest.length > 1 ? rest[0] : "" };
};

/** Presses "+1 epoch" so many times, each when the one before is done. */
export async function epochs(page, count, stepsEach) {
  for (let done = 1; done <= count; done += 1) {
    const before = await number(page, "step ·");
    await button(page, "+1 epoch").click();
    await expect.poll(() => number(page, "step ·")).toBe(before + stepsEach);
    await expect(button(page, "Play")).toBeVisible();
  }
}

/** Plays until at least this step, then pauses. */
export async function playTo(page, step, timeout = 30_000) {
  await button(page, "Play").click();
  await expect.poll(() => number(page, "step ·"), { timeout }).toBeGreaterThanOrEqual(step);
  await button(page, "Pause").click();
  await settled(page);
}

/** Waits until the numbers of a paused page stand still for so many milliseconds. */
export async function settled(page, still = 150) {
  await expect(button(page, "Play")).toBeVisible();
  let last = "";
  await expect(async () => {
    const now = JSON.stringify(await numbers(page));
    const same = now === last;
    last = now;
    expect(same).toBe(true);
  }).toPass({ intervals: [still] });
}

/** Counts what crosses the workers' boundary, in bytes by message; to be called before the page is opened. */
export async function countBytes(page) {
  await page.addInitScript(() => {
    globalThis.crossed = { there: [], back: [] };
    const Original = globalThis.Worker;
    globalThis.Worker = class extends Original {
      constructor(...given) {
        super(...given);
        this.addEventListener("message", ({ data }) => data instanceof ArrayBuffer && globalThis.crossed.back.push(data.byteLength));
      }

      postMessage(data, ...rest) {
        if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) globalThis.crossed.there.push(data.byteLength);
        return super.postMessage(data, ...rest);
      }
    };
  });
  return {
    clear: () => page.evaluate(() => (globalThis.crossed = { there: [], back: [] })),
    counted: () => page.evaluate(() => globalThis.crossed),
  };
}
