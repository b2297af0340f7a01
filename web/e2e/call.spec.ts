import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, expectHears, openPage, signIn } from './browser';
import { answer, becomeReady, callIn, finishWrapUp } from './desk';
import { Phones } from './phones';
import { Program } from './program';

const CALLER = 440;
const AGENT = 880;

let program: Program;
let phones: Phones;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.call('POST', '/api/admin/dispositions', {
    ...{ projectId: project, name: 'Wants a call back', code: 'call-back', position: 2, active: true },
  });
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  await program.addPerson('supervisor1', 'supervisor', project, [], null);
  await program.addPerson('listener1', 'supervisor', project, [], null);
  phones = new Phones();
  browser = await chromiumSpeaking(AGENT, program.home);
  page = await openPage(browser, program);
  await signIn(page, program, 'agent1');
});

test.afterAll(async () => {
  await browser?.close();
  phones?.stop();
  await program?.stop();
});

async function lastCall() {
  return (await program.call('GET', '/api/calls?size=1&sort=-startedAt')).items[0];
}

test('a caller and the agent hear each other, and the recording has each in its own channel', async () => {
  await becomeReady(page);
  const caller = await callIn(phones, program, CALLER);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await page.keyboard.press('F2');
  await phones.tell(`hears ${caller} ${AGENT} 10`);
  await expectHears(page, CALLER);

  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: /Resume/ })).toBeVisible();
  await expectHears(page, 0);
  await page.keyboard.press('F6');
  await phones.tell(`hears ${caller} ${AGENT} 10`);
  await expectHears(page, CALLER);

  await page.keyboard.press('F7');
  await expect(page.getByRole('button', { name: /Unmute/ })).toBeVisible();
  await phones.tell(`silent ${caller} 10`);
  await expectHears(page, CALLER);
  await page.keyboard.press('F7');
  await phones.tell(`hears ${caller} ${AGENT} 10`);

  await phones.tell(`hangup ${caller}`);
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.getByLabel(/Notes/).fill('Asked about delivery');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();

  await expect.poll(async () => (await lastCall()).notes).toBe('Asked about delivery');
  const call = await lastCall();
  expect(call).toMatchObject({ result: 'answered', endedBy: 'customer', disposition: 'Question answered' });
  expect(call.talkSeconds).toBeGreaterThan(0);
  expect(call.recordingIds).toHaveLength(1);
  const wav = join(program.home, 'downloaded.wav');
  writeFileSync(wav, await program.bytes(`/api/recordings/${call.recordingIds[0]}/audio`));
  const tones = await phones.tell(`wav ${wav}`);
  expect(tones).toContain(`channel 0 [${CALLER}]`);
  expect(tones).toMatch(/channel 1 \[88\d/);
});

test('a reloaded page keeps the call', async () => {
  const caller = await callIn(phones, program, CALLER);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await page.keyboard.press('F2');
  await phones.tell(`hears ${caller} ${AGENT} 10`);
  await page.reload();
  await phones.tell(`hears ${caller} ${AGENT} 10`);
  await expectHears(page, CALLER);
  await page.keyboard.press('F4');
  await phones.tell(`ended ${caller} 10`);
  await finishWrapUp(page);
  await expect.poll(lastCall).toMatchObject({ result: 'answered', endedBy: 'agent' });
});

test('the agent and a payment field pause the recording, and the page of the call shows where', async () => {
  const bar = page.getByLabel('Telephone', { exact: true });
  const sign = (state: string) => page.locator(`[data-recording="${state}"]`);
  const caller = await callIn(phones, program, CALLER);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await page.keyboard.press('F2');
  await phones.tell(`hears ${caller} ${AGENT} 10`);
  await expect(sign('on')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(sign('paused')).toBeVisible();
  await page.keyboard.press('F9');
  await expect(sign('on')).toBeVisible();

  await page.evaluate(() => {
    const field = document.createElement('input');
    field.setAttribute('data-payment', '');
    document.body.append(field);
  });
  await page.locator('[data-payment]').focus();
  await expect(sign('paused')).toBeVisible();
  await page.locator('[data-payment]').evaluate((field) => {
    field.blur();
    field.remove();
  });
  await expect(sign('on')).toBeVisible();
  // a busy machine begins to record later than the facts say: what is said after the pauses must outlast that
  const seconds = async () => {
    const [, minute, second] = /(\d+):(\d\d)/.exec(await bar.innerText()) ?? [];
    return Number(minute) * 60 + Number(second);
  };
  const resumed = await seconds();
  await expect.poll(seconds).toBeGreaterThan(resumed + 3);
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(page);

  await expect.poll(lastCall).toMatchObject({ result: 'answered' });
  const call = await lastCall();
  const listener = await openPage(browser, program);
  await signIn(listener, program, 'listener1');
  await listener.goto(`${program.url}/calls/${call.interactionId}`);
  await expect(listener.getByRole('img', { name: /^Recording paused/ })).toHaveCount(2);
  await listener.getByLabel(/^Comment at/).fill('Asked for the card too early');
  await listener.keyboard.press('Enter');
  await expect(listener.getByText('Asked for the card too early')).toBeVisible();
  await listener.context().close();
  const found = await program.call('GET', '/api/calls?comment=card%20too%20EARLY');
  expect(found.items.map((item: { interactionId: string }) => item.interactionId)).toEqual([call.interactionId]);
});

test('the result is chosen by the arrow keys, and saving without one leads to it', async () => {
  const caller = await callIn(phones, program, CALLER);
  await answer(page);
  await phones.tell(`hangup ${caller}`);
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const results = page.getByRole('radiogroup');
  await expect(results.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(results.getByRole('radio', { name: /Wants a call back/ })).toBeFocused();
  await expect(results.getByRole('radio', { name: /Wants a call back/ })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(results.getByRole('radio', { name: /Question answered/ })).toBeChecked();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();
  await expect.poll(async () => (await lastCall()).disposition).toBe('Wants a call back');
});

test('a caller who gives up while it rings is missed, not an error', async () => {
  const caller = await callIn(phones, program, CALLER);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await phones.tell(`hangup ${caller}`);
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();
  await expect.poll(async () => (await lastCall()).result).toBe('abandoned');
});

test('the supervisor sees the call by itself', async () => {
  const supervisor = await openPage(browser, program);
  await signIn(supervisor, program, 'supervisor1');
  await expect(supervisor.getByText('agent1').first()).toBeVisible();
  const caller = await callIn(phones, program, CALLER);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await expect(supervisor.getByText('Ringing').first()).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('button', { name: /Hold/ })).toBeVisible();
  await expect(supervisor.getByText('Talking').first()).toBeVisible();
  await phones.tell(`hangup ${caller}`);
  await finishWrapUp(page);
  await supervisor.context().close();
});
