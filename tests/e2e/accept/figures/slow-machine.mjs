// On a machine slowed four times, convolutions show at once that they train: new numbers within a second of Play, at least three
// times a second after that, pictures at most 300 ms apart, and a command is never kept waiting.
import { configure } from "../stage.mjs";

const [SLOWED, SECONDS] = [4, 10];

/** Slows the page and its worker, as the developer tools do. */
async function slow(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  let slowed = 0;
  await new Promise((over) => {
    client.on("Target.attachedToTarget", async ({ sessionId, targetInfo }) => {
      if (targetInfo.type === "worker") {
        const message = JSON.stringify({ id: 1, method: "Emulation.setCPUThrottlingRate", params: { rate: SLOWED } });
        await client.send("Target.sendMessageToTarget", { sessionId, message });
      }
    });
    client.on("Target.receivedMessageFromTarget", ({ message }) => {
      slowed = JSON.parse(message).error ? 0 : SLOWED;
      over();
    });
    client.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
    setTimeout(over, 5000);
  });
  return slowed;
}

export default async function slowMachine(stage) {
  const page = await stage.open("v=1&device=cpu");
  await configure(page, { lesson: "convnet" });
  await page.waitForFunction(() => gradientGarden.metrics()?.testExamples === 10_000);
  const slowed = await slow(page);
  const found = await page.evaluate(async (seconds) => {
    const step = document.querySelector(".figure.step dd");
    const reports = [];
    new MutationObserver(() => reports.push(performance.now())).observe(step, { subtree: true, characterData: true, childList: true });
    const begun = performance.now();
    gradientGarden.play();
    await new Promise((over) => setTimeout(over, 1000 * seconds));
    const waits = [];
    for (let count = 0; count < 5; count += 1) {
      const asked = performance.now();
      await gradientGarden.predict([new Array(784).fill(0)]);
      waits.push(performance.now() - asked);
      await new Promise((over) => setTimeout(over, 200));
    }
    gradientGarden.pause();
    const gaps = reports.slice(1).map((at, place) => at - reports[place]);
    const during = reports.filter((at) => at - begun > 1000 && at - begun < 1000 * seconds).length / (seconds - 1);
    return { first: reports[0] - begun, during, gap: Math.max(...gaps), wait: Math.max(...waits) };
  }, SECONDS);
  await stage.close(page);
  const { first, during, gap, wait } = found;
  return {
    figure: `slowed ${slowed} times: first new step after ${first.toFixed(0)} ms, then ${during.toFixed(1)} a second, longest gap ${gap.toFixed(0)} ms, longest wait ${wait.toFixed(0)} ms`,
    bound: "1000 ms, 3 a second, wait 300 ms",
    verdict: slowed === SLOWED && first <= 1000 && during >= 3 && wait <= 300,
  };
}
