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

test('valid JSON is read twice, however many changes the browser makes of it: by the view and by the editor', async () => {
  const { page, close } = await openChecks();
  await page.getByRole('button', { name: 'JSON' }).click();
  const text = page.getByLabel('Checks, opening hours and automatic prompts');
  const written = await text.inputValue();
  const counts = await page.evaluateHandle(() => {
    const found = { inputs: 0, reads: 0 };
    const parse = JSON.parse;
    JSON.parse = (...given) => {
      found.reads += 1;
      return parse(...given);
    };
    document.addEventListener('input', () => (found.inputs += 1), true);
    return found;
  });
  await text.fill(written.replace('Help on the delivery page', 'Delivery'));
  const { inputs, reads } = await counts.jsonValue();
  expect(inputs).toBeGreaterThan(100);
  expect(reads).toBe(2);
  await close();
});

test('the JSON view follows what is taken back and done again', async () => {
  const { page, close } = await openChecks();
  await page.getByRole('button', { name: 'JSON' }).click();
  const text = page.getByLabel('Checks, opening hours and automatic prompts');
  const written = await text.inputValue();
  const changed = written.replace('Help on the delivery page', 'Delivery');
  await text.fill(changed);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await text.inputValue()).toBe(written);
  await page.getByRole('button', { name: 'Redo' }).click();
  expect(await text.inputValue()).toBe(changed);
  await close();
});

test('what a site lays down about prompts is changed, taken back, mended, seen as JSON and saved', async () => {
  const { page, problems, close } = await openChecks();
  await page.locator('.checks-prompts').click();
  const section = page.getByRole('region', { name: 'Automatic prompts' });
  const off = section.getByRole('switch', { name: 'No automatic prompts' });
  const gap = section.getByLabel('After any prompt was shown', { exact: true });
  expect([await off.getAttribute('aria-checked'), await gap.getAttribute('placeholder')]).toEqual(['false', '1']);

  await off.click();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(await off.getAttribute('aria-checked')).toBe('false');
  await page.getByRole('button', { name: 'Redo' }).click();
  expect(await off.getAttribute('aria-checked')).toBe('true');

  await section.getByLabel('After any prompt was shown: unit').selectOption('days');
  await gap.fill('400');
  await section
    .locator('.prompts-field', { hasText: 'After any prompt was shown' })
    .getByText('Write 365 days or less.')
    .waitFor();
  expect(await page.locator('.checks-prompts').innerText()).toContain('to be mended');
  await page.keyboard.press('Control+s');
  expect(await saves(page)).toBe(0);
  await gap.fill('2');
  await section.getByLabel('In one visit').fill('11');
  await section.getByText('Write 10 or less.').waitFor();
  await section.getByLabel('In one visit').fill('3');

  await page.getByRole('button', { name: 'JSON' }).click();
  const json = await page.getByLabel('Checks, opening hours and automatic prompts').inputValue();
  expect(JSON.parse(json).prompts).toEqual({ off: true, afterPromptMinutes: 2880, perVisit: 3 });
  await page.getByRole('button', { name: 'JSON' }).click();
  await page.keyboard.press('Control+s');
  await page.getByText('Saved. Visitors have it within five minutes.').waitFor();
  await toScreen(page, 'Inbox');
  await toScreen(page, 'Checks');
  await page.locator('.checks-prompts', { hasText: 'off' }).waitFor();
  await page.locator('.checks-prompts').click();
  expect(await gap.inputValue()).toBe('2');
  await section.getByRole('button', { name: 'Back to what is usual' }).click();
  expect([await gap.inputValue(), await off.getAttribute('aria-checked')]).toEqual(['', 'false']);
  expect([await saves(page), problems]).toEqual([1, []]);
  await close();
});

test('a prompt’s campaign is written beside it, with its fault at its place', async () => {
  const { page, close } = await openChecks();
  const campaign = page.getByLabel('Campaign', { exact: true });
  await campaign.fill('Spring Sale');
  const row = page.locator('.check-leaf', { has: campaign });
  await row.locator('.check-faults').getByText('small letters, digits and dashes').waitFor();
  expect(await row.locator('.check-faults').count()).toBe(1);
  await campaign.fill('spring-sale');
  await page.keyboard.press('Control+s');
  await page.getByText('Saved.').waitFor();
  const sent = await page.evaluate(() => {
    const request = globalThis.gateway.requests.findLast(({ name }) => name === 'checks:save');
    return JSON.stringify(request?.payload);
  });
  expect(sent).toContain('"campaign":"spring-sale"');
  await close();
});

test('tried out, it is said whether a prompt would be held back, why, and for how long', async () => {
  const { page, close } = await openChecks();
  const facts = page.locator('.simulator');
  const held = page.locator('.held-back');
  expect(await held.innerText()).toContain('not agreed to being remembered');
  await facts.getByLabel('Being remembered').selectOption('agreed to');
  await page.getByText('Nothing would hold its prompt back.').waitFor();
  await facts.getByLabel('Page', { exact: true }).fill('/delivery/costs');
  await facts.getByLabel('On this page for').fill('30');
  await facts.getByLabel('Somebody is there').selectOption('yes');
  await page.locator('.simulator-verdict', { hasText: 'Show a prompt' }).waitFor();
  await page.getByText('What may hold the prompt back').click();
  await facts.getByLabel('Since the last chat', { exact: true }).fill('10');
  await held.getByText('wrote in a chat not long ago; for another 1 day').waitFor();
  await page.locator('.simulator-verdict', { hasText: 'Nothing yet' }).waitFor();
  await facts.getByLabel('The visitor', { exact: true }).selectOption('has the box open');
  await held.getByText('the box is open').waitFor();
  await page.locator('.checks-prompts').click();
  await page.getByRole('switch', { name: 'No automatic prompts' }).click();
  await page.locator('.checks-pick').first().click();
  await held.getByText('this site has no automatic prompts').waitFor();
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

async function holdBack(page: Page): Promise<void> {
  await page.locator('.checks-pick').first().click();
  await page.getByText('What may hold the prompt back').click();
  await page.getByLabel('Being remembered').selectOption('agreed to');
  await page.getByLabel('Prompts shown before').fill('2');
  await page.locator('.held-back').getByText('not long ago').waitFor();
}

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
    ['automatic prompts', () => page.locator('.checks-prompts').click()],
    ['a prompt held back', () => holdBack(page)],
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
