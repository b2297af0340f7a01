import { writeSync } from 'node:fs';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, openPage, signIn } from './browser';
import { becomeReady } from './desk';
import { Program } from './program';

/** What people wait for in the pages, in milliseconds: `./otvet bench page`. Prints and asserts nothing. */

const SIGN_INS = 20;
const CHANGES = 40;

let program: Program;
let browser: Browser;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  await program.addPerson('supervisor1', 'supervisor', project, [], null);
  browser = await chromiumSpeaking(880, program.home);
});

test.afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

function row(what: string, figures: number[]): void {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (part: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0);
  // past the reporter, which keeps the last line of the terminal for itself
  writeSync(2, `| ${what} | ${sorted.length} | ${at(0.5)} | ${at(0.95)} | ${at(1)} |\n`);
}

/** From the click on "Sign in" until what `ready` selects can be clicked, both by the page's own clock. */
async function signInTime(page: Page, login: string, ready: string): Promise<number> {
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[autocomplete="current-password"]').fill(`${program.password} of my own`);
  await page.evaluate((selector) => {
    const scope = window as unknown as { took: Promise<number> };
    let pressed = 0;
    document.addEventListener('submit', () => (pressed = performance.now()), { capture: true, once: true });
    scope.took = new Promise((done) => {
      const look = () => {
        const control = document.querySelector<HTMLButtonElement>(selector);
        const box = control?.getBoundingClientRect();
        const usable = box && !control?.disabled && control?.contains(document.elementFromPoint(box.x + 5, box.y + 5));
        if (usable) done(performance.now() - pressed);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  }, ready);
  // nobody types a password faster than the page loads
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: /^(Sign in|Войти)$/ }).click();
  return page.evaluate(() => (window as unknown as { took: Promise<number> }).took);
}

test('the pages @timing', async () => {
  test.setTimeout(300_000);
  writeSync(2, '\n| what, ms | times | median | 95 % | most |\n| --- | --- | --- | --- | --- |\n');

  const first = await openPage(browser, program);
  await signIn(first, program, 'agent1');
  await first.context().close();
  const supervisor = await openPage(browser, program);
  await signIn(supervisor, program, 'supervisor1');
  await expect(supervisor.getByText('agent1').first()).toBeVisible();

  const state = 'button[aria-keyshortcuts="Alt+B"]';
  const cold: number[] = [];
  for (let time = 0; time < SIGN_INS; time++) {
    // a context of its own has nothing in its cache
    const page = await openPage(browser, program);
    cold.push(await signInTime(page, 'agent1', state));
    await page.context().close();
  }
  row('sign-in until the state control is usable, empty cache', cold);

  const page = await openPage(browser, program);
  const warm: number[] = [];
  for (let time = 0; time < SIGN_INS; time++) {
    warm.push(await signInTime(page, 'agent1', state));
    if (time < SIGN_INS - 1) await page.context().clearCookies();
  }
  row('the same, files in the cache', warm);

  await becomeReady(page);
  await page.evaluate(() => {
    const scope = window as unknown as { pressedAt: number };
    document.addEventListener('keydown', () => (scope.pressedAt = Date.now()), { capture: true });
  });
  const tile = 'article[aria-label="agent1"]';
  const token = await page.evaluate(() => document.cookie.match(/XSRF-TOKEN=([^;]+)/)?.[1] ?? '');
  const seen: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    await page.request.put('/api/agent/state', { headers: { 'X-XSRF-TOKEN': token }, data: { state: 'offline' } });
    await expect(supervisor.locator(`${tile}[data-offline="true"]`)).toBeVisible();
    await expect(page.getByRole('button', { name: /^State: Offline/ })).toBeVisible();
    await supervisor.evaluate((selector) => {
      const scope = window as unknown as { seenAt: Promise<number> };
      scope.seenAt = new Promise((done) => {
        const look = () => {
          // the frame after it is the one that people see
          if (document.querySelector(selector)) requestAnimationFrame(() => done(Date.now()));
          else requestAnimationFrame(look);
        };
        look();
      });
    }, `${tile}[data-tone="ready"]`);
    await page.keyboard.press('Alt+R');
    const at = await supervisor.evaluate(() => (window as unknown as { seenAt: Promise<number> }).seenAt);
    // Alt and R are two presses, the second is the one that counts
    seen.push(at - (await page.evaluate(() => (window as unknown as { pressedAt: number }).pressedAt)));
  }
  row('an agent pressing Alt+R until the supervisor sees "Ready"', seen);
});
