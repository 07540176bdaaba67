import { defineConfig } from "@playwright/test";
import { baseURL, launchOptions } from "./browser.mjs";

export default defineConfig({
  testDir: ".",
  testMatch: "**/*.spec.{mjs,ts}",
  // One page at a time: each of them trains, and two would share the processor.
  workers: 1,
  // The software adapter needs its time to compile kernels.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    baseURL,
    browserName: "chromium",
    launchOptions,
    viewport: { width: 1280, height: 900 },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
