import { type Browser, expect, type Page, test } from '@playwright/test';
import { chromiumSpeaking, expectHears, openPage, signIn } from './browser';
import { Phones } from './phones';
import { Program } from './program';

const CALLER = 440;
const AGENT = 880;

let program: Program;
let phones: Phones;
let browser: Browser;
let page: Page;
const sockets: string[] = [];
const checksBefore = process.env.NODE_TLS_REJECT_UNAUTHORIZED;

test.beforeAll(async () => {
  // nobody has signed the program's certificate, and this process calls its API too
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  program = await Program.secured();
  const { project, queue } = await program.setUpCentre();
  await program.addPerson('agent1', 'agent', project, [queue], '201');
  phones = new Phones();
  browser = await chromiumSpeaking(AGENT, program.home);
  page = await openPage(browser, program);
  page.on('websocket', (socket) => sockets.push(socket.url()));
});

test.afterAll(async () => {
  await browser?.close();
  phones?.stop();
  await program?.stop();
  if (checksBefore === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  else process.env.NODE_TLS_REJECT_UNAUTHORIZED = checksBefore;
});

test('over HTTPS an agent takes a call with the browser phone', async () => {
  await page.goto(`http://127.0.0.1:${program.httpPort}/`);
  expect(page.url()).toContain(`https://127.0.0.1:${program.httpsPort}/`);
  await signIn(page, program, 'agent1');
  await expect(page.getByRole('button', { name: /^State:/ })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+R');
    await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  expect(sockets).toContainEqual(expect.stringMatching(`^wss://127.0.0.1:${program.httpsPort}/sip`));
  expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
  const cookies = await page.context().cookies();
  expect(cookies.filter((cookie) => cookie.name === 'otvet-session').map((cookie) => cookie.secure)).toEqual([true]);

  await phones.tell(`phone 79211234599 127.0.0.2 ${CALLER}`);
  await phones.tell(`call 79211234599 sip:1001@127.0.0.1:${program.sipPort}`);
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await page.keyboard.press('F2');
  await phones.tell(`hears 79211234599 ${AGENT} 10`);
  await expectHears(page, CALLER);
  await phones.tell('hangup 79211234599');
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
});
