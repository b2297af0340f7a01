import { expect, type Locator, type Page } from '@playwright/test';

/** More presses than any page has places. */
const MOST = 150;

/** Goes on with the Tab key until the focus is there; nothing is clicked. */
export async function tabTo(page: Page, place: Locator): Promise<void> {
  await expect(place).toBeAttached();
  for (let pressed = 0; pressed < MOST; pressed++) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${place}`);
}

export async function press(page: Page, place: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, place);
  await page.keyboard.press(key);
}

/** Into a text field, over what stands there. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** From the list of a select that can be searched. */
export async function choose(page: Page, field: Locator, label: string): Promise<void> {
  await type(page, field, label);
  await expect(page.getByRole('option', { name: label })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

/** In an open menu, by the arrow keys. */
export async function pick(page: Page, item: Locator): Promise<void> {
  await expect(item).toBeVisible();
  for (let pressed = 0; pressed < 20; pressed++) {
    if (await item.evaluate((element) => element === document.activeElement)) return page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
  }
  throw new Error(`the arrow keys do not lead to ${item}`);
}
