import { defineConfig } from '@playwright/test';

/** The whole program in real Chromium; the fake microphone speaks with a tone of its own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../target/e2e',
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: '../target/e2e.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Moscow',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
