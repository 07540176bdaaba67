// Links with something wrong in them: a message names it, the nearest value or the default is in its place, and the page trains.
import { TITLES, button, chooseLesson, expect, gallery, heading, lesson, open, settings, stat, test } from "./garden.mjs";

/** The fragment, the message, and what the page then shows. */
const LINKS = [
  ["lesson=nope", /asks for lesson = nope\. Allowed: .*boundary, digits.*The default is used/, (page) => expect(heading(page)).toContainText("2 → 4 → 3 → 1")],
  ["v=1&layers=8,-1,x", /asks for layers = 8,-1,x\. Allowed: up to 16 whole numbers/, (page) => expect(heading(page)).toContainText("2 → 4 → 3 → 1")],
  ["v=1&lr=NaN", /asks for lr = NaN\. Allowed: a number from/, (page) => rate(page).toHaveValue("0.03")],
  ["v=1&batch=many", /asks for batch = many\. Allowed: a whole number from 1 to 1024/, (page) => expect(settings(page).getByRole("slider", { name: "Batch size" })).toHaveAttribute("aria-valuetext", "10")],
  [`v=1&data=spiral&layers=${"8,".repeat(50_000)}8`, /longer than 8\s192 characters/, (page) => expect(settings(page).getByRole("radio", { name: "Spiral" })).toBeChecked()],
];
const rate = (page) => expect(settings(page).getByRole("combobox", { name: "Learning rate" }));

for (const [fragment, message, shown] of LINKS) {
  test(`${fragment.length > 60 ? `a link of ${fragment.length} characters` : fragment} is named and replaced`, async ({ page }) => {
    await open(page, fragment);
    await expect(page.getByRole("alert")).toHaveText(message);
    await shown(page);
    await button(page, "+1 epoch").click();
    await expect(stat(page, "step ·")).toHaveText("25");
  });
}

test("a value beyond its range is the nearest that there is, and no alarm", async ({ page }) => {
  await open(page, "v=1&lr=1e9&noise=80&theme=blue");
  await expect(page.getByRole("region", { name: "Messages" }).getByRole("listitem")).toHaveText([
    "lr 1e9 → 10, the most here.",
    "noise 80 → 50, the most here.",
    "In the link, but not known or not allowed here: theme=blue.",
  ]);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await rate(page).toHaveValue("10");
  await expect(settings(page).getByRole("slider", { name: "Noise" })).toHaveAttribute("aria-valuetext", /^50\s%$/);
});

test("a fragment changed by hand is taken over", async ({ page }) => {
  await open(page, "v=1&lr=NaN");
  await expect(page.getByRole("alert")).toHaveCount(1);
  await page.evaluate(() => {
    location.hash = "#v=1&data=xor&layers=5";
  });
  await expect(heading(page)).toContainText("2 → 5 → 1");
  await expect(page.getByRole("alert"), "the old link's message is gone").toHaveCount(0);
});

test("another lesson is a step in the history, and has the trainer that it needs", async ({ page }) => {
  await open(page, "v=1&data=xor");
  expect(page.workers()[0].url()).toContain("trainer_dense");
  await chooseLesson(page, TITLES.attention);
  await expect(page).toHaveURL(/lesson=attention/);
  await button(page, "+1 batch").click();
  await expect(stat(page, "step ·")).toHaveText("1");
  expect(page.workers().map((worker) => worker.url().replace(/.*\/|_loader.*/g, ""))).toEqual(["trainer_cpu"]);
  // By the gallery, where it was chosen.
  await page.goBack();
  await page.goBack();
  await expect(gallery(page)).toBeHidden();
  await expect(lesson(page)).toContainText(TITLES.boundary);
  await expect(settings(page).getByRole("radio", { name: "XOR", exact: true })).toBeChecked();
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step ·")).toHaveText("25");
  expect(page.workers()).toHaveLength(1);
});
