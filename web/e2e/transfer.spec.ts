import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, expectHears, openPage, signIn } from './browser';
import { answer, becomeReady, callIn, finishWrapUp } from './desk';
import { Phones } from './phones';
import { Program } from './program';

const CALLER = 440;
const FIRST = 880;
const SECOND = 660;

let program: Program;
let phones: Phones;
const browsers: Browser[] = [];
let first: Page;
let second: Page;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('anna', 'agent', project, [queue], '201');
  // in no queue: calls reach her from her colleague only
  await program.addPerson('boris', 'agent', project, [], '202');
  phones = new Phones();
  const at = async (login: string, hertz: number) => {
    const browser = await chromiumSpeaking(hertz, program.home);
    browsers.push(browser);
    const page = await openPage(browser, program);
    await signIn(page, program, login);
    await becomeReady(page);
    return page;
  };
  first = await at('anna', FIRST);
  second = await at('boris', SECOND);
});

test.afterAll(async () => {
  for (const browser of browsers) await browser.close();
  phones?.stop();
  await program?.stop();
});

/** The line of a colleague in the open menu, once the server said that they can take a call. */
async function openMenu(page: Page, name: string): Promise<void> {
  await page.keyboard.press('F8');
  await expect(page.getByRole('combobox', { name: 'Agent, queue or number' })).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name: new RegExp(name) })).toHaveAttribute('aria-disabled', 'false');
}

async function lastCall() {
  return (await program.call('GET', '/api/calls?size=1&sort=-startedAt')).items[0];
}

test('F8 hands the call over to a colleague at once', async () => {
  const caller = await callIn(phones, program, CALLER);
  await answer(first);
  await phones.tell(`hears ${caller} ${FIRST} 10`);

  await openMenu(first, 'boris');
  await first.keyboard.press('Enter');
  await expect(first.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await expect(second.getByText('handed on to you').first()).toBeVisible();
  await answer(second);
  await phones.tell(`hears ${caller} ${SECOND} 10`);
  await expectHears(second, CALLER);
  await finishWrapUp(first);

  await second.keyboard.press('F4');
  await phones.tell(`ended ${caller} 10`);
  await finishWrapUp(second);
  await expect
    .poll(lastCall)
    .toMatchObject({ agentName: 'boris', result: 'answered', earlierAgents: [{ name: 'anna' }] });
});

test('the menu is left with Escape, and the call goes on', async () => {
  const caller = await callIn(phones, program, CALLER);
  await answer(first);
  await openMenu(first, 'boris');
  await first.keyboard.press('Escape');
  await expect(first.getByRole('combobox', { name: 'Agent, queue or number' })).toHaveCount(0);
  await phones.tell(`hears ${caller} ${FIRST} 10`);
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(first);
});

test('a colleague is asked first, the agent swaps between both, and hands the customer over', async () => {
  const caller = await callIn(phones, program, CALLER);
  await answer(first);
  await phones.tell(`hears ${caller} ${FIRST} 10`);

  await openMenu(first, 'boris');
  await first.keyboard.press('Shift+Enter');
  const bar = first.getByRole('region', { name: 'Consultation' });
  await expect(bar).toContainText('Calling');
  await expect(bar.getByRole('button', { name: /Swap/ })).toBeDisabled();
  await expect(second.getByText('a colleague asks you').first()).toBeVisible();
  await expect(second.getByRole('button', { name: /Answer/ })).toBeVisible();
  await second.keyboard.press('F2');
  await expect(bar).toContainText('You talk');
  await expect(second.getByRole('region', { name: 'Consultation' })).toContainText('anna asks you about this call');
  await expectHears(first, SECOND);
  await expectHears(second, FIRST);

  await first.keyboard.press('F6');
  await expect(bar).toContainText('Hears music');
  await expectHears(first, CALLER);
  await phones.tell(`hears ${caller} ${FIRST} 10`);
  await first.keyboard.press('F6');
  await expect(bar).toContainText('You talk');
  await expectHears(first, SECOND);

  await first.keyboard.press('F8');
  await phones.tell(`hears ${caller} ${SECOND} 10`);
  await expectHears(second, CALLER);
  await finishWrapUp(first);
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(second);
});

test('whoever was asked is left and the customer is back', async () => {
  const caller = await callIn(phones, program, CALLER);
  await answer(first);
  await openMenu(first, 'boris');
  await first.keyboard.press('Shift+Enter');
  await expect(second.getByRole('button', { name: /Answer/ })).toBeVisible();
  await second.keyboard.press('F2');
  await expectHears(first, SECOND);
  await first.keyboard.press('Shift+F8');
  await expect(first.getByRole('region', { name: 'Consultation' })).toHaveCount(0);
  await phones.tell(`hears ${caller} ${FIRST} 10`);
  await expectHears(first, CALLER);
  await expect(second.getByRole('button', { name: /^State: Ready/ })).toBeVisible();
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(first);
});
