import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, type OpenedPage, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());

async function openChecks(query = '?supervisor', width = 1440): Promise<OpenedPage> {
  const opened = await harness.open(query, { viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await opened.page.locator('.chat-row').first().waitFor();
  await toScreen(opened.page, 'Checks');
  await opened.page.locator('.checks-item').first().waitFor();
  return opened;
}

const toScreen = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) }).click();
const saves = (page: Page) =>
  page.evaluate(() => globalThis.gateway.requests.filter(({ name }) => name === 'checks:save').length);
const bar = (page: Page) => page.locator('.save-bar');

test('an agent has no screen of checks', async () => {
  const { page, close } = await harness.open('');
  await page.locator('.chat-row').first().waitFor();
  expect(await page.getByRole('button', { name: 'Checks' }).count()).toBe(0);
  await close();
});

test('a check is made from a template, changed, taken back and saved without a line of JSON', async () => {
  const { page, problems, close } = await openChecks();
  await page.getByRole('button', { name: 'Add a check' }).click();
  await page.getByRole('button', { name: /Before they leave/ }).click();
  await page.getByLabel('Name', { exact: true }).fill('Leaving the shop');
  await page.getByLabel('What it says').fill('One moment?');
  expect(await page.locator('.preview-text').innerText()).toBe('One moment?');
  expect(await bar(page).innerText()).toContain('Not saved yet');

  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await page.locator('.preview-text').innerText()).toContain('Before you go');
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved. Visitors have it within five minutes.').waitFor();

  // It is there again when the screen is opened anew.
  await toScreen(page, 'Inbox');
  await toScreen(page, 'Checks');
  await page.locator('.checks-item', { hasText: 'Leaving the shop' }).waitFor();
  expect([await saves(page), problems]).toEqual([1, []]);
  await close();
});

test('a fault stands at its place, and nothing is sent until it is mended', async () => {
  const { page, close } = await openChecks();
  const paths = page.getByLabel('Paths, one on each line');
  await paths.fill('delivery');
  await page.locator('.check-leaf', { has: paths }).getByText('A path begins with /').waitFor();
  expect(await page.locator('.checks-item').first().innerText()).toContain('to be mended');
  await page.keyboard.press('Control+s');
  expect([await saves(page), await bar(page).innerText()]).toEqual([0, expect.stringContaining('to be mended')]);
  await paths.fill('/delivery');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved.').waitFor();
  await close();
});

test('conditions that shut each other out are told apart', async () => {
  const { page, close } = await openChecks();
  const add = page.getByLabel('Add', { exact: true });
  for (const at of [0, 1]) {
    await add.last().waitFor();
    const whole = page.locator('.check-group-whole').first();
    await whole.locator(':scope > .check-add select').selectOption('scroll');
    await whole.locator(':scope > .check-add button').click();
    await page.getByLabel('At least').last().waitFor();
    expect(await page.locator('.check-leaf', { hasText: 'Scrolled' }).count()).toBe(at + 1);
  }
  await page.locator('.check-leaf', { hasText: 'Scrolled' }).last().getByRole('button', { name: 'if' }).click();
  expect(await page.locator('.check-faults').innerText()).toContain('This can never be');
  await close();
});

test('it is tried out with sliders, and what consent withholds is said', async () => {
  const { page, close } = await openChecks();
  const result = page.locator('.simulator-result');
  expect(await result.innerText()).toContain('Nothing happens');
  const facts = page.locator('.facts-form');
  await facts.getByLabel('Page', { exact: true }).fill('/delivery/costs');
  await facts.getByLabel('On this page for').fill('30');
  await facts.getByLabel('Somebody is there').selectOption('yes');
  // A Sunday, when the site is closed.
  await facts.getByLabel('When, by your clock').fill('2026-11-29T12:00');
  expect(await result.locator('.verdict-withheld').count()).toBeGreaterThan(0);
  expect(await result.innerText()).toContain('Nothing happens');
  await facts.getByLabel('Being remembered').selectOption('agreed to');
  await result.getByText('Show a prompt').waitFor();
  expect(await result.locator('.verdict-false').count()).toBe(2);
  await facts.getByLabel('Past chats').fill('1');
  await result.getByText('Nothing happens').waitFor();
  expect(await saves(page)).toBe(0);
  await close();
});

test('what is unsaved outlives another screen, and is asked about before another site', async () => {
  const { page, close } = await openChecks();
  await page.getByLabel('Name', { exact: true }).fill('Changed');
  await toScreen(page, 'Inbox');
  await toScreen(page, 'Checks');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Changed');
  await page.getByLabel('Site', { exact: true }).selectOption({ label: 'Nordlicht Reisen' });
  await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Changed');
  expect(await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(true);
  await page.getByLabel('Site', { exact: true }).selectOption({ label: 'Nordlicht Reisen' });
  await page.getByRole('button', { name: 'Leave', exact: true }).click();
  await page.getByText('No checks yet').waitFor();
  await close();
});

test('JSON is a view of the same: taken over when it is as it must be, refused with the place otherwise', async () => {
  const { page, close } = await openChecks();
  await page.getByRole('button', { name: 'JSON' }).click();
  const text = page.getByLabel('Checks, opening hours and automatic prompts of this site');
  const written = await text.inputValue();
  await text.fill(written.replace('"scope": "visit"', '"scope": "vist"'));
  await page.getByText('$.checks[0].scope').waitFor();
  expect(await page.locator('.check-faults').innerText()).toContain('Did you mean “visit”?');
  await text.fill(`${written.slice(0, -1)},`);
  await page.getByText('This is not JSON.').waitFor();
  await text.fill(written.replace('Help on the delivery page', 'Delivery'));
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.locator('.checks-item', { hasText: 'Delivery' }).waitFor();
  await close();
});

test('by keyboard alone: a check is picked, turned off, moved, and saved', async () => {
  const { page, close } = await openChecks();
  await page.locator('.checks-pick').first().focus();
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  expect(await page.locator('.checks-name').allInnerTexts()).toEqual([
    'Leave a message while we are closed',
    'Help on the delivery page',
    'Ask which team',
  ]);
  await page.locator('.checks-item').first().getByRole('switch').focus();
  await page.keyboard.press('Space');
  expect(await page.locator('.checks-item').first().getByRole('switch').getAttribute('aria-checked')).toBe('false');
  await page.keyboard.press('Control+z');
  expect(await page.locator('.checks-item').first().getByRole('switch').getAttribute('aria-checked')).toBe('true');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved.').waitFor();
  await close();
});

test.each([
  [1440, 'light'],
  [768, 'dark'],
  [320, 'light'],
] as const)('axe finds nothing, and nothing overflows: %i px, %s', { timeout: 60_000 }, async (width, colorScheme) => {
  const { page, problems, close } = await openChecks('?supervisor', width);
  await page.emulateMedia({ colorScheme });
  const views: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['a check', () => page.locator('.check-form').waitFor()],
    ['a fault', () => page.getByLabel('Name', { exact: true }).fill('')],
    ['questions', () => page.locator('.checks-pick', { hasText: 'Ask which team' }).click()],
    ['opening hours', () => page.locator('.checks-opening').click()],
    ['templates', () => page.getByRole('button', { name: 'Add a check' }).click()],
    ['JSON', () => page.keyboard.press('Escape').then(() => page.getByRole('button', { name: 'JSON' }).click())],
  ];
  for (const [name, prepare] of views) {
    await prepare();
    expect(await runAxe(page), name).toEqual([]);
    const sizes = await page.evaluate(() =>
      [document.documentElement, document.querySelector('.screen-body')].map((each) => [
        each?.scrollWidth,
        each?.clientWidth,
      ]),
    );
    for (const [scrolled = 0, shown = 0] of sizes) expect(scrolled, name).toBeLessThanOrEqual(shown);
  }
  expect(problems).toEqual([]);
  await close();
});
