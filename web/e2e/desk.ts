import { expect, type Page } from '@playwright/test';
import type { Phones } from './phones';
import type { Program } from './program';

/** What an agent does at the desk, by keyboard. */

export async function becomeReady(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^State:/ })).toBeVisible();
  // the telephone registers while the page is drawn
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+R');
    await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

export async function answer(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Answer/ })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.getByRole('button', { name: /Hold/ })).toBeEnabled();
}

export async function finishWrapUp(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^State: Wrap-up/ })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^State: Ready/ })).toBeVisible();
}

let callers = 0;

/** A new caller of the number 1001; answers their name at the telephones. */
export async function callIn(phones: Phones, program: Program, hertz: number): Promise<string> {
  const caller = `7921123450${callers++}`;
  await phones.tell(`phone ${caller} 127.0.0.2 ${hertz}`);
  await phones.tell(`call ${caller} sip:1001@127.0.0.1:${program.sipPort}`);
  return caller;
}
