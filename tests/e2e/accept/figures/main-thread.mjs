// While a network is trained, the page stays free: no task of its main thread is longer than 50 ms.
import { lessons } from "../lessons.mjs";
import { configure } from "../stage.mjs";

const [WARM_UP, MEASURED] = [4, 10];

export default async function mainThread(stage) {
  const found = [];
  const page = await stage.open("v=1&device=cpu");
  for (const name of await lessons(page)) {
    await configure(page, { lesson: name });
    const { tasks, steps } = await page.evaluate(
      async ([warmUp, measured]) => {
        const seconds = (count) => new Promise((over) => setTimeout(over, 1000 * count));
        gradientGarden.play();
        await seconds(warmUp);
        const before = gradientGarden.metrics().step;
        const tasks = [];
        const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
        observer.observe({ type: "longtask" });
        await seconds(measured);
        const steps = gradientGarden.metrics().step - before;
        gradientGarden.pause();
        return { tasks, steps };
      },
      [WARM_UP, MEASURED],
    );
    found.push({ name, tasks, steps });
  }
  await stage.close(page);
  const words = ({ name, tasks, steps }) =>
    `${name} ${tasks.length}${tasks.length > 0 ? ` (longest ${Math.max(...tasks).toFixed(0)} ms)` : ""} in ${steps} steps`;
  return {
    figure: found.map(words).join(", "),
    bound: `no task over 50 ms in ${MEASURED} s of every lesson`,
    verdict: found.every(({ tasks, steps }) => tasks.length === 0 && steps > 0),
  };
}
