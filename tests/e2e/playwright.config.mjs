import { defineConfig } from "@playwright/test";
import { baseURL, firefoxOptions, launchOptions } from "./browser.mjs";
import { IN_FIREFOX } from "./firefox.mjs";

export default defineConfig({
  testDir: ".",
  // One page at a time: each of them trains, and two would share the processor.
  workers: 1,
  // The software adapter needs its time to compile kernels.
  timeout: 180_000,
  // A machine with two cores that also compiles is slow, not wrong.
  expect: { timeout: 30_000 },
  // A test that passes only at the second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    baseURL,
    viewport: { width: 1280, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "chromium", testMatch: "**/*.spec.{mjs,ts}", use: { browserName: "chromium", launchOptions } },
    // Firefox as it is published, by WebDriver BiDi. Playwright 1.65 asks for a command that Debian's Firefox does not know yet.
    ...Object.entries(IN_FIREFOX).map(([name, which]) => ({ name, ...which, use: { browserName: "firefox", channel: "moz-firefox", launchOptions: firefoxOptions } })),
  ],
});
