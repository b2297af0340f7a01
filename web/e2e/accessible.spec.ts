import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, expect, type Page, test } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { chromiumSpeaking, openPage, signIn, signInAsAdmin } from './browser';
import { answer, becomeReady, callIn, finishWrapUp } from './desk';
import { Phones } from './phones';
import { Program } from './program';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHEETS = ['users', 'roles', 'projects', 'queues', 'numbers', 'trunks', 'dispositions', 'pause-reasons'];
const OTHERS = ['prompts', 'tokens', 'audit'];

let program: Program;
let phones: Phones;
let browser: Browser;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  await program.addPerson('agent2', 'agent', project, [queue], '202');
  await program.addPerson('supervisor1', 'supervisor', project, [], null);
  phones = new Phones();
  browser = await chromiumSpeaking(880, program.home);
});

test.afterAll(async () => {
  await browser?.close();
  phones?.stop();
  await program?.stop();
});

/** What is serious, and every fault of the page's landmarks, which readers jump by; as one line each. */
async function faults(page: Page, rules: string[] | null): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const results = await page.evaluate(async (only): Promise<AxeResults> => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run({ resultTypes: ['violations'], ...(only === null ? {} : { runOnly: only }) });
  }, rules);
  return results.violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id.startsWith('landmark'))
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`,
    );
}

/** In both colour schemes, which differ in colours only; what fades in has a moment to be there. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [colorScheme, rules] of [
    ['light', null],
    ['dark', ['color-contrast', 'link-in-text-block']],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await expect
      .poll(() => faults(page, rules === null ? null : [...rules]), {
        message: `${what}, ${colorScheme}`,
        timeout: 15_000,
      })
      .toEqual([]);
  }
}

test('sign-in and the first password', async () => {
  const page = await openPage(browser, program);
  await page.goto('/');
  await expect(page.getByLabel('Login')).toBeVisible();
  await expectAccessible(page, 'sign-in');
  await page.getByLabel('Login').fill('agent1');
  await page.getByLabel('Password', { exact: true }).fill('wrong password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page, 'sign-in refused');
  await page.context().close();
});

test('the desk before, in and after a call', async () => {
  test.setTimeout(120_000);
  const page = await openPage(browser, program);
  await signIn(page, program, 'agent1');
  await becomeReady(page);
  await expectAccessible(page, 'desk');
  await page.keyboard.press('Alt+B');
  await expect(page.getByRole('menuitem', { name: 'Offline' })).toBeVisible();
  await expectAccessible(page, 'state menu');
  await page.keyboard.press('Escape');

  const caller = await callIn(phones, program, 440);
  await answer(page);
  await expectAccessible(page, 'in a call');
  await page.keyboard.press('F8');
  await expect(page.getByRole('combobox', { name: 'Agent, queue or number' })).toBeFocused();
  await expectAccessible(page, 'transfer menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: /Resume/ })).toBeVisible();
  await expectAccessible(page, 'on hold');
  await phones.tell(`hangup ${caller}`);
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await expectAccessible(page, 'wrap-up');
  await finishWrapUp(page);

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'My settings' })).toBeVisible();
  await expectAccessible(page, 'settings');
  await page.context().close();
});

test('floor and calls', async () => {
  test.setTimeout(120_000);
  const agent = await openPage(browser, program);
  await signIn(agent, program, 'agent2');
  await becomeReady(agent);
  const caller = await callIn(phones, program, 440);
  await answer(agent);
  await phones.tell(`hears ${caller} 880 10`);
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(agent);
  await agent.context().close();

  const page = await openPage(browser, program);
  await signIn(page, program, 'supervisor1');
  await expect(page.getByText('agent1').first()).toBeVisible();
  await expectAccessible(page, 'floor');
  await page.goto('/calls');
  await expect(page.getByRole('table')).toBeVisible();
  await expectAccessible(page, 'calls');
  await page
    .getByRole('link', { name: /^Open the call/ })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Position in the recording' })).toBeVisible();
  await expectAccessible(page, 'a call');
  await page.keyboard.press('Control+K');
  await expect(page.getByPlaceholder('Page, person or action')).toBeVisible();
  await expectAccessible(page, 'palette');
  await page.context().close();
});

test('every page of administration, with its form', async () => {
  test.setTimeout(300_000);
  const page = await openPage(browser, program);
  await program.call('PUT', '/api/session/preferences', { locale: 'en', theme: 'auto' });
  await signInAsAdmin(page, program);
  for (const section of [...SHEETS, ...OTHERS]) {
    await page.goto(`/admin/${section}`);
    await expect(page.locator('main table, main form').or(page.getByText('Nothing here yet')).first()).toBeVisible();
    await expectAccessible(page, section);
  }
  for (const section of SHEETS) {
    await page.goto(`/admin/${section}?id=new`);
    await expect(page.locator('form').getByRole('button', { name: 'Save' })).toBeVisible();
    await expectAccessible(page, `${section}, a new one`);
  }
  await page.context().close();
});
