import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, openPage, signIn } from './browser';
import { Phones } from './phones';
import { Program } from './program';

let program: Program;
let phones: Phones;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  program = await Program.start();
  phones = new Phones();
  const { project, trunk } = await program.setUpCentre();
  const port = await phones.tell('phone carrier 127.0.0.2 440');
  await program.call('PUT', `/api/admin/trunks/${trunk}`, {
    ...{ name: 'carrier', sources: ['127.0.0.2/32'], peers: [`127.0.0.2:${port}`], transport: 'udp', maxCalls: 0 },
    ...{ projectIds: [project], active: true },
  });
  await program.addPerson('agent1', 'agent', project, [], '201');
  browser = await chromiumSpeaking(880, program.home);
  page = await openPage(browser, program);
  await signIn(page, program, 'agent1');
});

test.afterAll(async () => {
  await browser?.close();
  phones?.stop();
  await program?.stop();
});

async function dial(number: string): Promise<void> {
  await page.getByPlaceholder('Number to call').fill(number);
  await page.keyboard.press('Enter');
}

test('a number that is not allowed is refused in plain words', async () => {
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+R');
    await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await dial('+49 30 123456');
  await expect(page.getByText('Calls to this country are not allowed')).toBeVisible();
  await dial('+7 916 123');
  await expect(page.getByText('The number is too short')).toBeVisible();
});

test('an administrator allows a country on the page', async () => {
  const admin = await openPage(browser, program);
  await admin.goto('/');
  await admin.getByLabel('Login').fill('admin');
  await admin.getByLabel('Password', { exact: true }).fill(program.password);
  await admin.getByRole('button', { name: 'Sign in' }).click();
  await expect(admin.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
  await admin.goto('/admin/outbound-rules');
  await admin.getByRole('button', { name: 'Shop' }).click();
  // the first administrator's language is Russian
  const countries = admin.getByRole('combobox', { name: 'Разрешённые страны' });
  await countries.fill('Германия');
  await admin.getByRole('option', { name: 'Германия' }).click();
  await admin.getByRole('button', { name: 'Сохранить' }).click();
  await expect
    .poll(async () => (await program.call('GET', '/api/admin/outbound-rules'))[0])
    .toMatchObject({ country: 'RU', countries: ['DE'] });
  await admin.context().close();
});

test('the desk says how far a call is and why it came to nothing', async () => {
  await dial('+49 30 123456');
  await phones.tell('incoming carrier 10');
  await phones.tell('refuse carrier 486');
  await expect(page.getByText('Busy (SIP 486)')).toBeVisible();
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
});
