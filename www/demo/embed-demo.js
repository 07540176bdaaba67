// What the demo page does with its networks.
const garden = document.querySelector("#spirals");
const said = document.querySelector("#said");
document.querySelector("#train").addEventListener("click", async () => {
  said.value = "Training.";
  try {
    const metrics = await garden.train(500);
    said.value = `Step ${metrics.step}: test accuracy ${(100 * metrics.testAccuracy).toFixed(1)} %`;
  } catch (why) {
    said.value = why.message;
  }
});

// A key of this page: it comes from inside the networks, too, where they do not use it.
document.addEventListener("keydown", (event) => {
  const count = document.querySelector("#count");
  if (event.key === "n") count.textContent = Number(count.textContent) + 1;
});
