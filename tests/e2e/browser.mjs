// The browsers of every test here: those that `cargo xtask` found, Chromium with the flags that give it WebGPU without a GPU.
const missing = (name) => {
  throw new Error(`${name} is not set; start these tests with \`cargo xtask test e2e\` or \`cargo xtask accept\``);
};

/** The address of the site under test, with a slash at its end. */
export const baseURL = process.env.BASE_URL ?? missing("BASE_URL");

/** For Playwright's `chromium.launch` and for `use.launchOptions`. */
export const launchOptions = {
  executablePath: process.env.CHROME ?? missing("CHROME"),
  args: (process.env.CHROME_FLAGS ?? missing("CHROME_FLAGS")).split(" "),
};

/** The same for Firefox, which not every machine has. */
export const firefoxOptions = { executablePath: process.env.FIREFOX };
