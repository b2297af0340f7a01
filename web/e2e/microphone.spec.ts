import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, openPage, signIn } from './browser';
import { Program } from './program';

// the second goes on where the first has left the page
test.describe.configure({ mode: 'serial' });

let program: Program;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  browser = await chromiumSpeaking(880, program.home, { asks: true });
  page = await openPage(browser, program, { permissions: ['notifications'] });
  await signIn(page, program, 'agent1');
});

test.afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const offline = () => expect(page.getByRole('button', { name: /^State: Offline/ })).toBeVisible();

async function reachable(): Promise<boolean> {
  return (await program.call('GET', '/api/floor')).agents[0].phone.reachable;
}

test('with a blocked microphone the desk says what to do, and nobody goes ready unheard', async () => {
  const notice = page.getByRole('region', { name: /^(Telephone|Телефон)$/ }).getByRole('alert');
  await expect(notice).toContainText('The microphone is blocked for this page');
  await expect(notice).toContainText('allow the microphone, then try again');

  await page.keyboard.press('Alt+R');
  await expect(page.getByText('“Ready” is not possible')).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Ready' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await offline();

  await page.keyboard.press('Control+K');
  await page.getByPlaceholder('Page, person or action').fill('Become ready');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Ready” is not possible')).toBeVisible();
  await offline();

  // nobody is rung who could not be heard, whatever a supervisor sets
  expect(await reachable()).toBe(false);

  await page.getByRole('button', { name: /^Language/ }).click();
  await page.getByRole('menuitem', { name: 'Русский' }).click();
  await expect(notice).toContainText('Микрофон для этой страницы запрещён');
  await expect(notice).toContainText('До этого перейти в «Готов» нельзя');
  await page.getByRole('button', { name: /^Язык/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
});

test('once the microphone is allowed the desk heals by itself', async () => {
  await page.context().grantPermissions(['microphone', 'notifications']);
  await expect(page.getByText('The microphone is blocked for this page')).toHaveCount(0);
  await expect(page.getByRole('img', { name: 'The microphone is on' })).toBeVisible();
  await expect.poll(reachable).toBe(true);
  await page.keyboard.press('Alt+R');
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();
});
