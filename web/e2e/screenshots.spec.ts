import { join, resolve } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking } from './browser';
import { Program } from './program';

/** The pictures of README and guides, from the demo centre: `npm run screenshots`. */

const IMAGES = resolve(import.meta.dirname, '../../docs/images');
const DEMO = 'demo';

let program: Program;
let browser: Browser;

test.setTimeout(240_000);

test.beforeAll(async () => {
  program = await Program.demo();
  browser = await chromiumSpeaking(300, program.home);
});

test.afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

interface Look {
  language: 'en' | 'ru';
  scheme: 'light' | 'dark';
  width?: number;
  height?: number;
}

async function open(login: string, look: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: program.url,
    permissions: ['microphone', 'notifications'],
    colorScheme: look.scheme,
    locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
    timezoneId: 'Europe/Moscow',
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[type="password"]').fill(DEMO);
  await page.keyboard.press('Enter');
  await expect(page.locator('input[type="password"]')).toHaveCount(0);
  await page.evaluate(async ({ language, scheme }) => {
    const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)?.[1] ?? '';
    await fetch('/api/session/preferences', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
      body: JSON.stringify({ locale: language, theme: scheme }),
    });
  }, look);
  await page.reload();
  return page;
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
}

test('floor @pictures', async () => {
  const page = await open('supervisor1', { language: 'ru', scheme: 'light' });
  await expect.poll(async () => (await program.calls()).length, { timeout: 120_000 }).toBeGreaterThan(5);
  await take(page, 'floor-ru-light');
  await page.context().close();
  const narrow = await open('supervisor1', { language: 'en', scheme: 'dark', width: 390, height: 844 });
  await take(narrow, 'floor-phone-en-dark');
  await narrow.context().close();
});

test('supervision @pictures', async () => {
  const page = await open('supervisor1', { language: 'ru', scheme: 'light' });
  const bar = page.getByRole('region', { name: 'Супервизор на линии' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Суфлировать' }).first().click({ timeout: 1_000 });
    await expect(bar.getByText('Вас слышит только оператор')).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 120_000 });
  await expect(page.getByText(/подсказывает$/).first()).toBeVisible();
  await take(page, 'supervision-ru-light');
  await page.context().close();
});

test('desk @pictures', async () => {
  const page = await open('agent1', { language: 'en', scheme: 'light' });
  await take(page, 'sign-in-en-light');
  await page.keyboard.press('Alt+R');
  const answer = page.getByRole('button', { name: /Answer/ });
  await expect(answer).toBeVisible({ timeout: 120_000 });
  await take(page, 'ringing-en-light');
  await page.keyboard.press('F2');
  await expect(page.getByRole('button', { name: /Hold/ })).toBeVisible();
  await take(page, 'desk-en-light');
  await page.context().close();
});

test('calls @pictures', async () => {
  const page = await open('supervisor1', { language: 'ru', scheme: 'dark' });
  const answered = (await program.calls()).find(
    (call) => call.result === 'answered' && call.recordingIds.length > 0 && call.talkSeconds > 5,
  );
  await page.goto('/calls');
  await expect(page.getByRole('table')).toBeVisible();
  await take(page, 'calls-ru-dark');
  await page.goto(`/calls/${answered?.interactionId}`);
  await page.waitForLoadState('networkidle').catch(() => {});
  await take(page, 'call-ru-dark');
  await page.context().close();
});

test('administration @pictures', async () => {
  const page = await open('admin', { language: 'en', scheme: 'light' });
  for (const section of ['users', 'queues', 'numbers', 'trunks', 'audit']) {
    await page.goto(`/admin/${section}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    await take(page, `admin-${section}-en-light`);
  }
  await page.context().close();
});
