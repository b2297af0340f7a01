import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, openPage, signInAsAdmin } from './browser';
import { choose, pick, press, tabTo, type } from './keyboard';
import { Program } from './program';

// each builds on what the one before has set up
test.describe.configure({ mode: 'serial' });

let program: Program;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  program = await Program.start();
  browser = await chromiumSpeaking(880, program.home);
  page = await openPage(browser, program);
  await signInAsAdmin(page, program);
  await english(page);
});

test.afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function english(on: Page): Promise<void> {
  await press(on, on.getByRole('button', { name: /^(Language|Язык):/ }));
  await pick(on, on.getByRole('menuitem', { name: 'English' }));
  await expect(on.getByRole('button', { name: 'Language: EN' })).toBeVisible();
}

/** Opens the empty form of a section. */
async function add(section: string): Promise<void> {
  await press(page, page.getByRole('link', { name: 'Manage' }));
  await press(page, page.getByRole('link', { name: section, exact: true }));
  await press(page, page.getByRole('button', { name: 'Add', exact: true }));
}

const form = () => page.locator('form');
const field = (label: string) => form().getByRole('textbox', { name: label, exact: true });

const list = (label: string) => form().getByRole('combobox', { name: label, exact: true });

async function save(): Promise<void> {
  await press(page, form().getByRole('button', { name: 'Save' }));
  await expect(form().getByRole('button', { name: 'Delete' })).toBeVisible();
}

async function only(path: string, name: string) {
  const answer = await program.call('GET', `/api/admin/${path}`);
  return answer.find((one: { name?: string; login?: string; number?: string }) =>
    [one.name, one.login, one.number].includes(name),
  );
}

test('a centre is set up with the keyboard alone', async () => {
  await add('Projects');
  await type(page, field('Name'), 'Books');
  await save();
  const project = await only('projects', 'Books');
  expect(project.locale).toBe('en');

  await add('Trunks');
  await type(page, field('Name'), 'Carrier');
  await type(page, field('Addresses calls come from'), '127.0.0.2/32');
  await save();
  expect(await only('trunks', 'Carrier')).toMatchObject({ sources: ['127.0.0.2/32'], active: true });

  await add('Users');
  await type(page, field('Login'), 'vera');
  await type(page, field('Name'), 'Vera Clerk');
  await type(page, form().getByLabel('Password', { exact: true }), 'a long password');
  await choose(page, list('Projects'), 'Books');
  await save();
  const vera = await only('users', 'vera');
  expect(vera).toMatchObject({ name: 'Vera Clerk', locale: 'en', roles: ['agent'], projectIds: [project.id] });

  await add('Queues');
  await type(page, field('Name'), 'Orders');
  await choose(page, list('Agents'), 'Vera Clerk');
  await save();
  const queue = await only('queues', 'Orders');
  expect(queue).toMatchObject({ projectId: project.id, agentIds: [vera.id] });

  await add('Numbers');
  await type(page, field('Number'), '1001');
  await choose(page, list('Queue'), 'Orders');
  await save();
  expect(await only('numbers', '1001')).toMatchObject({ destination: { kind: 'queue', queueId: queue.id } });

  await add('Results');
  await type(page, field('Name'), 'Sold');
  await type(page, field('Code'), 'sold');
  await save();
  expect(await only('dispositions', 'Sold')).toMatchObject({ code: 'sold', projectId: project.id });
});

test('what the server refuses stands at its field, and what was typed stays', async () => {
  await add('Users');
  await type(page, field('Login'), 'vera');
  await type(page, field('Name'), 'Another Vera');
  await type(page, form().getByLabel('Password', { exact: true }), 'short');
  await press(page, form().getByRole('button', { name: 'Save' }));
  await expect(field('Login')).toHaveAccessibleDescription(/Taken already/);
  await expect(form().getByRole('alert')).toContainText('Some fields are not right');
  await expect(field('Name')).toHaveValue('Another Vera');
  await press(page, form().getByRole('button', { name: 'Close' }));
  const question = page.getByRole('dialog', { name: 'Not saved' });
  await expect(question.getByRole('button', { name: 'Go on editing' })).toBeFocused();
  await press(page, question.getByRole('button', { name: 'Give up the changes' }));
  await expect(form()).toHaveCount(0);
});

test('the audit tells in words who did what', async () => {
  await press(page, page.getByRole('link', { name: 'Audit', exact: true }));
  const row = page.getByRole('row').filter({ hasText: 'Number added' });
  await expect(row).toContainText('1001');
  await expect(row).toContainText('Project: Books');
  await expect(row.getByTitle('number.created')).toBeVisible();
  await expect(page.getByRole('table')).not.toContainText(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  await choose(page, page.getByRole('combobox', { name: 'What was done' }), 'Queue added');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('row').last()).toContainText('Orders');
});

test('language and colours are kept with the account, on another machine too', async () => {
  await press(page, page.getByRole('button', { name: 'Administrator' }));
  await pick(page, page.getByRole('menuitem', { name: 'My settings' }));
  await tabTo(page, page.getByRole('radio', { name: 'As the system' }));
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await press(page, page.getByRole('button', { name: /^Language/ }));
  await pick(page, page.getByRole('menuitem', { name: 'Русский' }));
  await expect(page.getByRole('heading', { name: 'Мои настройки' })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Мои настройки' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');

  const elsewhere = await openPage(browser, program, { colorScheme: 'light' });
  await signInAsAdmin(elsewhere, program);
  await expect(elsewhere.getByRole('button', { name: 'Язык: RU' })).toBeVisible();
  await expect(elsewhere.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await elsewhere.context().close();
});
