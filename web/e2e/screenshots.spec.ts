import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking } from './browser';
import { Program } from './program';

/**
 * The pictures of README and guides, from the demo centre, and every page in both languages and colours to be looked at
 * (target/looks): `npm run screenshots`.
 */

const IMAGES = resolve(import.meta.dirname, '../../docs/images');
const LOOKS = resolve(import.meta.dirname, '../target/looks');
const DEMO = 'demo';
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
/** The demo's callers come every few seconds in the day and rarely at night. */
const SOON = { timeout: 120_000 };

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
}

const LOOKED_AT: Look[] = [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
  { language: 'ru', scheme: 'light' },
  { language: 'ru', scheme: 'dark' },
];

async function open(login: string, look: Look, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: program.url,
    permissions: ['microphone', 'notifications'],
    colorScheme: look.scheme,
    locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[type="password"]').fill(DEMO);
  await page.keyboard.press('Enter');
  await expect(page.locator('input[type="password"]')).toHaveCount(0);
  await wear(page, look);
  return page;
}

async function wear(page: Page, look: Look): Promise<void> {
  const token = await page.evaluate(() => document.cookie.match(/XSRF-TOKEN=([^;]+)/)?.[1] ?? '');
  await page.request.put('/api/session/preferences', {
    headers: { 'X-XSRF-TOKEN': token },
    data: { locale: look.language, theme: look.scheme },
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', look.language);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', look.scheme);
}

async function take(page: Page, name: string, folder = IMAGES): Promise<void> {
  await expect(page.getByRole('status', { name: /Loading|Загрузка/ })).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
}

interface Seat {
  id: string;
  login: string;
  state: string;
}

/** The next caller rings at this agent: whoever else is idle is sent on a break, as a supervisor would. */
async function ringAt(page: Page, login: string): Promise<void> {
  const ready = page.getByRole('button', { name: /^(State: Ready|Состояние: Готов)/ });
  const ringing = page.getByRole('button', { name: /Answer|Ответить/ });
  await expect(page.getByRole('img', { name: /The phone is connected|Телефон подключён/ })).toBeVisible();
  await page.keyboard.press('Alt+R');
  await expect(ready.or(ringing).first()).toBeVisible();
  await expect(async () => {
    const seats: Seat[] = (await program.call('GET', '/api/floor')).agents;
    for (const seat of seats.filter((one) => one.state === 'ready' && one.login !== login)) {
      await program.call('POST', `/api/floor/agents/${seat.id}/state`, { state: 'pause' }).catch(() => undefined);
    }
    await expect(ringing).toBeVisible({ timeout: 3_000 });
  }).toPass(SOON);
}

async function endCall(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await expect(page.getByRole('button', { name: /^(State: Wrap-up|Состояние: Обработка)/ })).toBeVisible();
}

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
  await ringAt(page, 'agent1');
  await take(page, 'ringing-en-light');
  await page.keyboard.press('F2');
  await expect(page.getByRole('button', { name: /Hold/ })).toBeEnabled();
  await page.keyboard.press('Alt+2');
  await page.getByLabel('Notes').fill('Asked for delivery on Saturday');
  await expect(page.getByText('good quality')).toBeVisible();
  await take(page, 'desk-en-light');
  for (const look of LOOKED_AT) {
    await wear(page, look);
    await expect(page.getByRole('button', { name: /Hold|Удержать/ })).toBeEnabled();
    await take(page, `desk-${look.language}-${look.scheme}`, LOOKS);
    await page.keyboard.press('F8');
    await expect(page.getByRole('option').first()).toBeVisible();
    await take(page, `transfer-${look.language}-${look.scheme}`, LOOKS);
    await page.keyboard.press('Escape');
  }
  await endCall(page);
  for (const look of LOOKED_AT) {
    await wear(page, look);
    await take(page, `wrap-up-${look.language}-${look.scheme}`, LOOKS);
  }
  await page.context().close();
});

test('desk on a phone @pictures', async () => {
  const page = await open('agent2', { language: 'ru', scheme: 'dark' }, PHONE);
  await take(page, 'phone-desk-ru-dark', LOOKS);
  await ringAt(page, 'agent2');
  await take(page, 'ringing-phone-ru-dark');
  await page.getByRole('button', { name: /Ответить/ }).tap();
  await expect(page.getByRole('button', { name: /Удержать/ })).toBeEnabled();
  for (const look of LOOKED_AT) {
    await wear(page, look);
    await expect(page.getByRole('button', { name: /Hold|Удержать/ })).toBeEnabled();
    await take(page, `phone-call-${look.language}-${look.scheme}`, LOOKS);
  }
  await endCall(page);
  await take(page, 'phone-wrap-up-ru-dark', LOOKS);
  await page.context().close();
});

test('floor @pictures', async () => {
  const page = await open('supervisor1', { language: 'en', scheme: 'dark' });
  const seats: Seat[] = (await program.call('GET', '/api/floor')).agents;
  for (const seat of seats.filter((one) => one.state === 'pause')) {
    await program.call('POST', `/api/floor/agents/${seat.id}/state`, { state: 'ready' });
  }
  await expect
    .poll(
      async () => (await program.call('GET', '/api/floor')).calls.filter((one: Seat) => one.state === 'talking').length,
      SOON,
    )
    .toBeGreaterThan(3);
  await take(page, 'floor-en-dark');
  for (const look of LOOKED_AT) {
    await wear(page, look);
    await expect(page.getByRole('article').first()).toBeVisible();
    await take(page, `floor-${look.language}-${look.scheme}`, LOOKS);
  }
  await page.context().close();
  const narrow = await open('supervisor1', { language: 'en', scheme: 'dark' }, PHONE);
  await expect(narrow.getByRole('article').first()).toBeVisible();
  await take(narrow, 'phone-floor-en-dark', LOOKS);
  await narrow.context().close();
});

test('calls @pictures', async () => {
  const page = await open('supervisor1', { language: 'ru', scheme: 'light' });
  const told = async () =>
    (await program.calls()).find(
      (call) => call.result === 'answered' && call.recordingIds.length > 0 && call.talkSeconds > 20 && call.disposition,
    );
  await expect.poll(async () => (await told()) !== undefined, SOON).toBe(true);
  const id = (await told())?.interactionId;
  const drawn = () => expect(page.locator('[data-channel="agent"] path').first()).toBeVisible();
  await page.goto(`/calls/${id}`);
  await drawn();
  await expect(page.getByRole('slider')).toBeVisible();
  await take(page, 'call-ru-light');
  for (const look of LOOKED_AT) {
    await wear(page, look);
    await expect(page.getByRole('slider')).toBeVisible();
    await take(page, `call-${look.language}-${look.scheme}`, LOOKS);
    await page.goto('/calls');
    await expect(page.getByRole('table')).toBeVisible();
    await take(page, `calls-${look.language}-${look.scheme}`, LOOKS);
    await page.goto(`/calls/${id}`);
  }
  await page.context().close();
});

test('administration @pictures', async () => {
  const page = await open('admin', { language: 'en', scheme: 'light' });
  await page.goto('/admin/queues');
  await page.getByRole('button', { name: 'helpdesk' }).click();
  await expect(page.getByRole('heading', { name: 'helpdesk' })).toBeVisible();
  await take(page, 'admin-en-light');
  for (const look of LOOKED_AT) {
    await wear(page, look);
    for (const section of ['users', 'numbers', 'trunks', 'dispositions', 'prompts', 'audit']) {
      await page.goto(`/admin/${section}`);
      await expect(page.getByRole('table').first()).toBeVisible();
      await take(page, `${section}-${look.language}-${look.scheme}`, LOOKS);
    }
    await page.goto('/settings');
    await expect(page.getByRole('heading').first()).toBeVisible();
    await take(page, `settings-${look.language}-${look.scheme}`, LOOKS);
  }
  await page.context().close();
  const door = await browser.newContext({ baseURL: program.url, colorScheme: 'dark', locale: 'ru-RU' });
  const signIn = await door.newPage();
  await signIn.goto('/');
  await expect(signIn.locator('input[type="password"]')).toBeVisible();
  await take(signIn, 'sign-in-ru-dark', LOOKS);
  await door.close();
});
