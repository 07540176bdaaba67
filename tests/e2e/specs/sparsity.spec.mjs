// The penalty on |w|: what it has made exactly 0 is drawn as dead and counted.
import { expect, open, openGroup, panel, settled, settings, test } from "./garden.mjs";

const LINK = "v=1&data=xor&layers=&features=x1,x2,x1^2,x2^2,x1x2&optimizer=sgd&lr=0.01";
const network = (page) => panel(page, "Network");
const trained = (page) => page.evaluate(() => gradientGarden.train(4000).then(() => undefined));
const zeros = (page) =>
  page.evaluate(() =>
    gradientGarden.parameters().then((all) => all.find(({ name }) => name === "layers.0.weight").values.filter((weight) => weight === 0).length),
  );

test("with L1 most of five weights are exactly 0, drawn dotted and counted", async ({ page }) => {
  await open(page, `${LINK}&l1=0.3`);
  await trained(page);
  await settled(page);
  const count = await zeros(page);
  expect(count).toBeGreaterThanOrEqual(3);
  const words = `${count} of 5 weights are exactly 0`;
  await expect(network(page)).toContainText(words);
  await expect(network(page)).toContainText("dotted: exactly 0");
  await expect(network(page).getByRole("img", { name: new RegExp(words) })).toBeVisible();
  await openGroup(page, "Against overfitting");
  await expect(settings(page).getByText(words)).toBeVisible();
});

test("with L2 none is", async ({ page }) => {
  await open(page, `${LINK}&l2=0.3`);
  await trained(page);
  await settled(page);
  expect(await zeros(page)).toBe(0);
  await expect(network(page)).not.toContainText("exactly 0");
});
