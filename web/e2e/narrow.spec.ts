import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, expectHears, openPage, signIn, signInAsAdmin } from './browser';
import { becomeReady, callIn } from './desk';
import { Phones } from './phones';
import { Program } from './program';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

let program: Program;
let phones: Phones;
let browser: Browser;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  await program.addPerson('supervisor1', 'supervisor', project, [], null);
  phones = new Phones();
  browser = await chromiumSpeaking(880, program.home);
});

test.afterAll(async () => {
  await browser?.close();
  phones?.stop();
  await program?.stop();
});

/** Nothing sticks out of the screen, but for tables, which scroll in their own frame. */
async function expectFits(page: Page, what: string): Promise<void> {
  const outside = () =>
    page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const scrolls = (element: Element): boolean => {
        for (let at = element.parentElement; at !== null && at.id !== 'main'; at = at.parentElement) {
          if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(at).overflowX)) return true;
        }
        return false;
      };
      const found = [...document.body.querySelectorAll('*')].filter((element) => {
        const box = element.getBoundingClientRect();
        const hidden = box.width <= 1 || box.height === 0 || getComputedStyle(element).visibility === 'hidden';
        return !hidden && (box.right > width + 1 || box.left < -1) && box.right > 0 && !scrolls(element);
      });
      const whole =
        document.documentElement.scrollWidth > width ? [`page ${document.documentElement.scrollWidth}`] : [];
      return [...whole, ...found.map((element) => `${element.tagName} ${element.className} ${element.textContent}`)];
    });
  await expect.poll(outside, { message: what }).toEqual([]);
}

async function speak(page: Page, language: 'en' | 'ru'): Promise<void> {
  await page.evaluate(async (locale) => {
    const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)?.[1] ?? '';
    await fetch('/api/session/preferences', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token },
      body: JSON.stringify({ locale, theme: 'auto' }),
    });
  }, language);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

test('an agent takes a call on a phone, with the thumb', async () => {
  test.setTimeout(120_000);
  const page = await openPage(browser, program, PHONE);
  await signIn(page, program, 'agent1');
  await expectFits(page, 'desk');
  await becomeReady(page);

  const caller = await callIn(phones, program, 440);
  const take = page.getByRole('button', { name: /Answer/ });
  await expect(take).toBeInViewport({ ratio: 1 });
  await expectFits(page, 'ringing');
  await take.tap();
  await phones.tell(`hears ${caller} 880 10`);
  await expectHears(page, 440);
  await expectFits(page, 'in a call');
  await page.getByRole('button', { name: /Transfer/ }).tap();
  await expect(page.getByRole('combobox', { name: 'Agent, queue or number' })).toBeVisible();
  await expectFits(page, 'transfer menu');
  await page.keyboard.press('Escape');
  const end = page.getByRole('button', { name: /Hang up/ });
  await expect(end).toBeInViewport({ ratio: 1 });
  await end.tap();
  await phones.tell(`ended ${caller} 10`);
  await expectFits(page, 'wrap-up');
  await page.getByRole('radio', { name: /Question answered/ }).tap();
  await page.getByRole('button', { name: /Save, next call/ }).tap();
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();

  await speak(page, 'ru');
  await expect(page.getByRole('button', { name: /^Состояние:/ })).toBeVisible();
  await expectFits(page, 'desk in Russian');
  const another = await callIn(phones, program, 440);
  await page.getByRole('button', { name: /Ответить/ }).tap();
  await expect(page.getByRole('button', { name: /Удержание|Удержать/ })).toBeEnabled();
  await expectFits(page, 'in a call in Russian');
  await phones.tell(`hangup ${another}`);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Мои настройки' })).toBeVisible();
  await expectFits(page, 'settings');
  await page.context().close();
});

test('floor, calls and administration fit the width of a phone', async () => {
  test.setTimeout(120_000);
  for (const language of ['en', 'ru'] as const) {
    const page = await openPage(browser, program, PHONE);
    if (language === 'en') await signIn(page, program, 'supervisor1');
    else await signInAgain(page);
    await speak(page, language);
    await page.goto('/floor');
    await expect(page.getByText('agent1').first()).toBeVisible();
    await expectFits(page, `floor, ${language}`);
    await page.goto('/calls');
    await expect(page.getByRole('table')).toBeVisible();
    await expectFits(page, `calls, ${language}`);
    await page.locator('td a').first().tap();
    await expect(page.locator('ol li').first()).toBeVisible();
    await expectFits(page, `a call, ${language}`);
    await page.context().close();

    const admin = await openPage(browser, program, PHONE);
    await signInAsAdmin(admin, program);
    await speak(admin, language);
    for (const section of ['users', 'queues', 'numbers', 'trunks', 'dispositions', 'prompts', 'tokens', 'audit']) {
      await admin.goto(`/admin/${section}`);
      await expect(admin.locator('main table, main form').first()).toBeVisible();
      await expectFits(admin, `${section}, ${language}`);
    }
    await admin.goto('/admin/queues?id=new');
    await expect(admin.locator('form input').first()).toBeVisible();
    await expectFits(admin, `a queue's form, ${language}`);
    await admin.context().close();
  }
});

async function signInAgain(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('input[autocomplete="username"]').fill('supervisor1');
  await page.locator('input[autocomplete="current-password"]').fill(`${program.password} of my own`);
  await page.keyboard.press('Enter');
  await expect(page.locator('input[autocomplete="current-password"]')).toHaveCount(0);
}
