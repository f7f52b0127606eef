import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());

type View = readonly [name: string, prepare: (page: Page) => Promise<unknown>];

const pick = (name: string) => (page: Page) => page.locator('.chat-row', { hasText: name }).click();
const press = (keys: string) => (page: Page) => page.keyboard.press(keys);

/** One visit after another, each going on from the one before; a narrow screen shows the list again in between. */
const visits: Readonly<Record<string, readonly View[]>> = {
  '?signed-out': [
    ['sign-in', (page) => page.getByLabel('E-mail').waitFor()],
    [
      'sign-in with a problem',
      async (page) => {
        await page.getByLabel('E-mail').fill('maya@handlr.example');
        await page.getByLabel('Password', { exact: true }).fill('wrong');
        await page.keyboard.press('Enter');
        await page.getByRole('alert').waitFor();
      },
    ],
  ],
  [`#set-up=${'T'.repeat(43)}`]: [['set-up', (page) => page.getByLabel('Password again').fill('copper lantern')]],
  [`?used#set-up=${'T'.repeat(43)}`]: [['a used link', (page) => page.getByText('no longer works').waitFor()]],
  '?empty': [['an empty inbox', (page) => page.getByText('Nobody is waiting.').waitFor()]],
  '?slow': [['a loading inbox', (page) => page.locator('.skeleton-list').waitFor()]],
  '': [
    ['the inbox', (page) => page.locator('.chat-row').first().waitFor()],
    ['help and about', (page) => page.getByRole('button', { name: 'Help and about' }).click()],
    ['the shortcuts', (page) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click()],
    ['the palette', (page) => press('Escape')(page).then(() => press('Control+k')(page))],
    ['a waiting chat', (page) => press('Escape')(page).then(() => pick('Visitor from Germany')(page))],
    ['the visitor’s card', press('i')],
    ['a colleague’s chat', (page) => backToList(page).then(() => pick('山田')(page))],
    ['an own chat', (page) => backToList(page).then(() => pick('Nora')(page))],
    [
      'the question before the end',
      async (page) => {
        await press('Escape')(page);
        await press('e')(page);
      },
    ],
    [
      'a lost connection',
      async (page) => {
        await press('Escape')(page);
        await page.evaluate(() => globalThis.gateway.drop());
        await page.locator('#composer').fill('Kept');
        await press('Enter')(page);
      },
    ],
    [
      'a message that failed',
      async (page) => {
        await page.evaluate(() => globalThis.gateway.refuseSends('ended'));
        await page.evaluate(() => globalThis.gateway.restore());
        await page.getByText('Not sent').waitFor();
      },
    ],
    ['an ended chat', (page) => page.evaluate(() => globalThis.gateway.end('teapot'))],
  ],
};

async function backToList(page: Page): Promise<void> {
  await press('Escape')(page);
  await press('Escape')(page);
}

/** Each view in both themes and at both widths; a width's layout has the same colours in either theme. */
const cases = [
  ['light', 1440],
  ['dark', 320],
] as const;

test.each(cases)(
  'axe finds nothing, and nothing overflows: %s, %i px',
  { timeout: 180_000 },
  async (colorScheme, width) => {
    for (const [query, views] of Object.entries(visits)) {
      const { page, problems, close } = await harness.open(query, {
        colorScheme,
        viewport: { width, height: 800 },
        // What is still fading in has no settled contrast.
        reducedMotion: 'reduce',
      });
      for (const [name, prepare] of views) {
        await prepare(page);
        expect(await runAxe(page), name).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
      }
      expect(problems).toEqual([]);
      await close();
    }
  },
);
