import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, expectHears, expectHearsAll, openPage, signIn } from './browser';
import { Phones } from './phones';
import { Program } from './program';

const CALLER = 440;
const AGENT = 880;
const SUPERVISOR = 1320;
const CUSTOMER = '79211234599';

let program: Program;
let phones: Phones;
let agentBrowser: Browser;
let supervisorBrowser: Browser;
let agent: Page;
let supervisor: Page;

test.beforeAll(async () => {
  program = await Program.start();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  await program.addPerson('supervisor1', 'supervisor', project, [], '202');
  phones = new Phones();
  agentBrowser = await chromiumSpeaking(AGENT, program.home);
  supervisorBrowser = await chromiumSpeaking(SUPERVISOR, program.home);
  agent = await openPage(agentBrowser, program);
  await signIn(agent, program, 'agent1');
  supervisor = await openPage(supervisorBrowser, program);
  await signIn(supervisor, program, 'supervisor1');
  await supervisor.goto('/floor');
});

test.afterAll(async () => {
  await agentBrowser?.close();
  await supervisorBrowser?.close();
  phones?.stop();
  await program?.stop();
});

async function becomeReady(): Promise<void> {
  await expect(async () => {
    await agent.keyboard.press('Escape');
    await agent.keyboard.press('Alt+R');
    await expect(agent.getByRole('button', { name: /^State: Ready/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

test('a supervisor listens, whispers, barges in, leaves, and takes the call over', async ({ browserName: _ }, info) => {
  await becomeReady();
  await phones.tell(`phone ${CUSTOMER} 127.0.0.2 ${CALLER}`);
  await phones.tell(`call ${CUSTOMER} sip:1001@127.0.0.1:${program.sipPort}`);
  await expect(agent.getByRole('button', { name: /Answer/ })).toBeVisible();
  await agent.keyboard.press('F2');
  await phones.tell(`hears ${CUSTOMER} ${AGENT} 10`);

  const tile = supervisor.getByRole('article', { name: 'agent1' });
  const bar = supervisor.getByRole('region', { name: 'Supervision' });
  await expect(async () => {
    // the supervisor's own telephone registers while the page is drawn
    await tile.getByRole('button', { name: 'Listen' }).click({ timeout: 1_000 });
    await expect(bar).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 15_000 });
  await expectHearsAll(supervisor, CALLER, AGENT);
  await expect(tile.getByRole('button', { name: 'Listen' })).toHaveAttribute('aria-pressed', 'true');
  await expect(bar.getByText('Nobody hears you')).toBeVisible();
  await expect(agent.getByText('supervisor1 listens')).toHaveCount(0);
  await expectHears(agent, CALLER);

  await tile.getByRole('button', { name: 'Whisper' }).click();
  await expectHearsAll(agent, CALLER, SUPERVISOR);
  await expect(agent.getByText('supervisor1 whispers')).toBeVisible();
  await expect(tile.getByRole('button', { name: 'Whisper' })).toHaveAttribute('aria-pressed', 'true');
  await supervisor.screenshot({ path: info.outputPath('supervision-floor.png') });
  await agent.screenshot({ path: info.outputPath('supervision-desk.png') });

  await supervisor.keyboard.press('F8');
  await phones.tell(`hears ${CUSTOMER} ${SUPERVISOR} 15`);
  await phones.tell(`hears ${CUSTOMER} ${AGENT} 15`);
  await expect(agent.getByText('supervisor1 is in the call')).toBeVisible();

  await supervisor.keyboard.press('F4');
  await expect(bar).toHaveCount(0);
  await expect(agent.getByText('supervisor1 is in the call')).toHaveCount(0);
  await expectHears(agent, CALLER);

  await tile.getByRole('button', { name: 'Take over' }).click();
  await supervisor.getByRole('dialog').getByRole('button', { name: 'Take over' }).click();
  await expect(agent.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await phones.tell(`hears ${CUSTOMER} ${SUPERVISOR} 15`);
  await expectHears(supervisor, CALLER);
  await expect(supervisor.getByRole('button', { name: /Hold/ })).toBeVisible();
  await supervisor.keyboard.press('F4');
  await phones.tell(`ended ${CUSTOMER} 10`);
});

test('agent, colleague and customer talk together', async ({ browserName: _ }, info) => {
  await agent.keyboard.press('Alt+1');
  await agent.keyboard.press('Control+Enter');
  await becomeReady();
  await phones.tell(`call ${CUSTOMER} sip:1001@127.0.0.1:${program.sipPort}`);
  await expect(agent.getByRole('button', { name: /Answer/ })).toBeVisible();
  await agent.keyboard.press('F2');
  await phones.tell(`hears ${CUSTOMER} ${AGENT} 10`);
  await supervisor.keyboard.press('Alt+1');
  await supervisor.keyboard.press('Control+Enter');
  await expect(async () => {
    await supervisor.keyboard.press('Escape');
    await supervisor.keyboard.press('Alt+R');
    await expect(supervisor.getByRole('button', { name: /^State: Ready/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });

  await agent.keyboard.press('F8');
  await agent.getByRole('combobox').fill('supervisor1');
  await expect(agent.getByRole('option', { name: /supervisor1/ })).toHaveAttribute('aria-disabled', 'false');
  await agent.keyboard.press('Shift+Enter');
  await expect(supervisor.getByRole('button', { name: /Answer/ })).toBeVisible();
  await supervisor.keyboard.press('F2');
  await expectHears(agent, SUPERVISOR);
  await agent.keyboard.press('Shift+F6');
  await phones.tell(`hears ${CUSTOMER} ${SUPERVISOR} 15`);
  await expectHearsAll(agent, CALLER, SUPERVISOR);
  const parties = agent.getByRole('region', { name: 'Conference' });
  await expect(parties.getByRole('listitem')).toHaveCount(3);
  await parties.getByRole('button', { name: 'Mute supervisor1' }).click();
  await expectHears(agent, CALLER);
  await agent.screenshot({ path: info.outputPath('conference-desk.png') });
  await parties.getByRole('button', { name: 'Remove supervisor1' }).click();
  await expect(parties).toHaveCount(0);
  await phones.tell(`hears ${CUSTOMER} ${AGENT} 10`);
  await phones.tell(`hangup ${CUSTOMER}`);
});
