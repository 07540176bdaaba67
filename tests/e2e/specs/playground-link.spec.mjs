// Links of TensorFlow Playground as they stand in lessons: what they hide is hidden, what they keep can be used.
import { EVERYWHERE, button, epochs, expect, heading, number, open, openGroup, panel, settings, stat, test, transport } from "./garden.mjs";

const messages = (page) => page.getByRole("region", { name: "Messages" });
const group = (page, name) => settings(page).getByRole("group", { name });
const features = (page) => group(page, "What the network sees").getByRole("checkbox");

test("homework that hides single controls can be done", EVERYWHERE, async ({ page }) => {
  await open(
    page,
    "dataset=gauss&networkShape=&showTestData_hide=true&percTrainData_hide=true&batchSize_hide=true&dataset_hide=false&" +
      "activation_hide=true&problem=classification&problem_hide=true&regularization_hide=true&regularizationRate_hide=true&" +
      "learningRate_hide=true&discretize_hide=true",
  );
  await expect(messages(page).getByRole("listitem"), "no remark").toHaveCount(0);
  await expect(heading(page)).toContainText("2 → 1 · 3 parameters");
  for (const name of ["Batch size", "Activation", "Learning rate", "L1 penalty", "L2 penalty", "For testing"]) {
    await expect(settings(page).getByLabel(name, { exact: true }), name).toHaveCount(0);
  }
  await expect(page.getByRole("checkbox", { name: "test points" })).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "two colours only" })).toHaveCount(0);
  await expect(group(page, "Data set").getByRole("radio", { name: "Plane" }), "the problem cannot be chosen").toHaveCount(0);

  // The exercise: noise 25 and new data, a layer of 3 units, a second of 2, only x₁x₂.
  await expect(group(page, "Data set").getByRole("radio", { name: "Gaussians" })).toBeChecked();
  const noise = settings(page).getByRole("slider", { name: "Noise" });
  await noise.focus();
  for (let presses = 0; presses < 5; presses += 1) await noise.press("ArrowRight");
  await expect(noise).toHaveAttribute("aria-valuetext", /^25\s%$/);
  await button(page, "New seed").click();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await page.getByRole("button", { name: "Remove a unit from layer 1" }).click();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await page.getByRole("button", { name: "Remove a unit from layer 2" }).click();
  await expect(heading(page)).toContainText("2 → 3 → 2 → 1");
  await openGroup(page, "Features");
  const sees = group(page, "What the network sees");
  await sees.getByRole("checkbox", { name: "x₁x₂", exact: true }).check();
  await sees.getByRole("checkbox", { name: "x₁", exact: true }).uncheck();
  await sees.getByRole("checkbox", { name: "x₂", exact: true }).uncheck();
  await expect(heading(page)).toContainText("1 → 3 → 2 → 1");
  await epochs(page, 1, 25);
});

test("noise beyond the range is the most that there is, and said quietly", async ({ page }) => {
  await open(
    page,
    "dataset=gauss&noise=80&networkShape=&learningRate=3&batchSize=1&activation=linear&problem=classification&hideText=true&" +
      "dataset_hide=true&percTrainData_hide=false&noise_hide=false&xTimesY_hide=true&xSquared_hide=true&ySquared_hide=true&" +
      "sinX_hide=true&sinY_hide=true&goalTrainTestDiffMinThresholdFirst=0.02",
  );
  await expect(messages(page).getByRole("listitem")).toHaveText([
    "noise 80 → 50, the most here.",
    /^In the link, but not known or not allowed here: goalTrainTestDiffMinThresholdFirst=0\.02\.$/,
  ]);
  await expect(page.getByRole("alert"), "nobody's mistake").toHaveCount(0);
  await expect(settings(page).getByRole("slider", { name: "Noise" })).toHaveAttribute("aria-valuetext", /^50\s%$/);
  await expect(settings(page).getByRole("slider", { name: "For testing" })).toBeVisible();
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toHaveValue("3");
  await expect(group(page, "Data set")).toHaveCount(0);
  await openGroup(page, "Features");
  await expect(features(page)).toHaveCount(2);
  await expect(panel(page, "The idea")).toHaveCount(0);
  await epochs(page, 2, 250);
  expect(await number(page, "test loss"), "so much noise cannot be learned away").toBeGreaterThan(0.01);
});

test("a group that the link sets is open", async ({ page }) => {
  await open(
    page,
    "activation=linear&regularization=L2&batchSize=7&dataset=xor&learningRate=0.01&regularizationRate=0.1&noise=30&networkShape=&" +
      "percTrainData=20&x=true&y=true&xTimesY=true&xSquared=true&ySquared=true&problem=classification&hideText=true",
  );
  await expect(settings(page).getByRole("combobox", { name: "L2 penalty" })).toHaveValue("0.1");
  await expect(settings(page).getByRole("combobox", { name: "L2 penalty" })).toBeVisible();
  await expect(settings(page).getByRole("slider", { name: "Batch size" })).toHaveAttribute("aria-valuetext", "7");
  await page.goto("about:blank");
  await open(page, "v=1&data=xor");
  await expect(settings(page).getByRole("combobox", { name: "L2 penalty" }), "else it is one click away").toBeHidden();
});

test("a value that was never one is named as the link writes it", async ({ page }) => {
  const fragment =
    "activation=tanh&dataset=circle&learningRate=NaN&noise=20&networkShape=8,8,8,8,8,8&discretize=true&x=true&y=true&" +
    "xTimesY=true&xSquared=true&ySquared=true&sinX=true&sinY=true";
  await page.goto(`./?_gl=1*abc*_ga*MTg0#${fragment}`);
  await expect(stat(page, "test loss")).not.toHaveText("–");
  await expect(page.getByRole("alert")).toHaveText(/^The link asks for learningRate = NaN\. Allowed: a number from/);
  await expect(heading(page)).toContainText("7 → 8 → 8 → 8 → 8 → 8 → 8 → 1");
  await expect(settings(page).getByRole("combobox", { name: "Learning rate" })).toHaveValue("0.03");
  await expect(page.getByRole("checkbox", { name: "two colours only" })).toBeChecked();
  expect(page.url()).toContain("?_gl=1*abc*_ga*MTg0#");
});

test("one neuron is trained step by step, and the losses are explained", async ({ page }) => {
  await open(
    page,
    "activation=linear&batchSize=10&dataset=gauss&learningRate=0.03&noise=5&networkShape=1&discretize=true&" +
      "problem=classification&stepButton_hide=false&playButton_hide=true&resetButton_hide=true&showTestData_hide=true&" +
      "activation_hide=true&problem_hide=true&noise_hide=true&discretize_hide=true&regularization_hide=true&dataset_hide=true&" +
      "batchSize_hide=true&learningRate_hide=true&regularizationRate_hide=true&percTrainData_hide=true&numHiddenLayers_hide=true",
  );
  await expect(messages(page).getByRole("listitem")).toHaveCount(0);
  await expect(transport(page).getByRole("button")).toHaveText(["+1 epoch"]);
  await expect(page.getByRole("button", { name: "Add a layer" })).toHaveCount(0);
  await expect(panel(page, "Output").getByRole("checkbox")).toHaveCount(0);
  await button(page, "+1 epoch").click();
  await expect(stat(page, "step ·")).toHaveText("25");
  await expect(panel(page, "Loss")).toContainText("twice those of TensorFlow Playground");
  await page.goto("about:blank");
  await open(page, "v=1&data=xor");
  await expect(panel(page, "Loss")).toContainText("whole squares");
  await expect(panel(page, "Loss")).not.toContainText("twice those");
});

test("a link that a mail program has escaped is read as it was meant", async ({ page }) => {
  await open(page, "dataset=xor&amp;networkShape=5,2&amp;batchSize_hide=true/");
  await expect(messages(page).getByRole("listitem")).toHaveCount(0);
  await expect(heading(page)).toContainText("2 → 5 → 2 → 1");
  await expect(settings(page).getByRole("slider", { name: "Batch size" })).toHaveCount(0);
});
