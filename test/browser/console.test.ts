import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, nothingStored, type OpenedPage, readStorage } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

const token = 'T'.repeat(43);

let browser: Browser;
let harness: Harness;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened.problems).toEqual([]);
  await opened.close();
});

async function open(query = '', width = 1440): Promise<void> {
  opened = await harness.open(query, { viewport: { width, height: 900 } });
  ({ page } = opened);
}

const row = (text: string) => page.locator('.chat-row', { hasText: text });
const focused = () => page.evaluate(() => document.activeElement?.textContent);
const bubbles = () => page.locator('.bubble').allTextContents();
const requests = (name: string) =>
  page.evaluate((wanted) => globalThis.gateway.requests.filter((one) => one.name === wanted), name);

describe('setting up', () => {
  test('takes the token out of the address at once, makes the account and opens the inbox', async () => {
    await open(`#set-up=${token}`);
    await page.getByText('answer visitors who ask for help').waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByLabel('Your name').fill('Maya');
    await page.getByLabel('Password', { exact: true }).fill('too short');
    await page.getByLabel('Password again').fill('too shorter');
    await page.keyboard.press('Enter');
    await page.getByText('3 more characters.').waitFor();
    await page.getByText('The two passwords differ.').waitFor();
    expect(await requests('invitation/accept')).toEqual([]);

    await page.getByLabel('Password', { exact: true }).fill('copper lantern rivers');
    await page.getByText('Strong.').waitFor();
    await page.getByLabel('Password again').fill('copper lantern rivers');
    await page.keyboard.press('Enter');
    await row('Nora Whitfield').waitFor();
    const [accepted] = await requests('invitation/accept');
    expect(accepted?.payload).toMatchObject({ token, name: 'Maya', stretch: { algorithm: 'argon2id' } });
    expect(JSON.stringify(await page.evaluate(() => globalThis.gateway.requests))).not.toContain('copper');
  });

  test('says that a used link is over, and leads to signing in', async () => {
    await open(`?used&signed-out#set-up=${token}`);
    await page.getByText('This link no longer works').waitFor();
    await page.getByRole('button', { name: /sign in/ }).click();
    await page.getByLabel('Password', { exact: true }).waitFor();
  });
});

describe('signing in', () => {
  test('tells a wrong password, and refuses a gateway that asks for a weak stretch', async () => {
    await open('?signed-out');
    await page.getByLabel('E-mail').fill('maya@handlr.example');
    const password = page.getByLabel('Password', { exact: true });
    await password.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('don’t belong together').waitFor();
    await password.fill('weak');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Nothing was sent').waitFor();
    expect(await requests('sign-in/finish')).toHaveLength(1);
    await password.fill('right');
    await page.keyboard.press('Enter');
    await row('Nora Whitfield').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await password.waitFor();
  });
});

describe('a chat', () => {
  test('is accepted, answered and ended with the keyboard alone', async () => {
    await open();
    await row('Visitor from Germany').waitFor();
    expect(await page.title()).toBe('(4) Handlr');
    expect(await focused()).toBe('Handlr');
    await page.keyboard.press('j');
    await page.locator('#conversation-title:focus').waitFor();
    await page.getByRole('button', { name: /Accept chat/ }).waitFor();
    await page.keyboard.press('a');
    await page.locator('#composer:focus').waitFor();
    await page.keyboard.type('Guten Tag!');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Ja, es gibt noch Plätze.');
    await page.keyboard.press('Enter');
    await page.getByText('Sent', { exact: true }).waitFor();
    expect((await bubbles()).at(-1)).toBe('Guten Tag!\nJa, es gibt noch Plätze.');
    expect((await requests('typing:set')).map(({ payload }) => payload)).toMatchObject([
      { typing: true },
      { typing: false },
    ]);
    await page.evaluate(() => globalThis.gateway.visitorReads('fjord'));
    await page.getByText('Read', { exact: true }).waitFor();

    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByText('End this chat?').waitFor();
    await page.getByRole('button', { name: 'End chat', exact: true }).last().press('Enter');
    await page.getByText('This chat ended').waitFor();
    expect(await page.locator('#composer').count()).toBe(0);
    await page.locator('#conversation-title:focus').waitFor();
    expect(await page.getByRole('heading', { name: /Just ended/ }).count()).toBe(1);
  });

  test('is the colleague’s who was faster, and says so', async () => {
    await open();
    await row('Visitor from Germany').click();
    await page.evaluate(() => globalThis.gateway.colleagueTakes('fjord', true));
    await page.getByRole('button', { name: /Accept chat/ }).click();
    await page.getByText('took this chat a moment ago').waitFor();
  });

  test('shows what comes: a new visitor, typing, a message, and marks it read only while it is looked at', async () => {
    await open();
    await row('ليلى').click();
    await page.evaluate(() => globalThis.gateway.newChat('late', 'Ines'));
    await row('Ines').waitFor();
    await page.getByText('New chat waiting: Ines, Wrenmarsh Pottery').waitFor({ state: 'attached' });
    await page.evaluate(() => globalThis.gateway.visitorTypes('arabic', true));
    await page.locator('.typing-row-on').waitFor();
    await page.evaluate(() => globalThis.gateway.visitorSays('arabic', 'مرحبا'));
    await page.locator('.typing-row-on').waitFor({ state: 'detached' });
    await expect.poll(() => requests('read:mark')).toHaveLength(1);
    await page.evaluate(() => globalThis.gateway.visitorSays('done', 'Na jutro'));
    await row('Tomasz').locator('.count').waitFor();
    expect(await requests('read:mark')).toHaveLength(1);
    await row('Tomasz').click();
    await page.locator('.new-line').waitFor();
    await expect.poll(() => requests('read:mark')).toHaveLength(2);
    await row('Tomasz').locator('.count').waitFor({ state: 'detached' });
  });

  test('keeps what is written while the connection is gone, and sends it once', async () => {
    await open();
    await row('Nora Whitfield').click();
    // A screen reader says what comes into a region that stood before.
    await page.evaluate(() => {
      document.querySelectorAll('[role=status]').forEach((region) => region.setAttribute('data-stood', ''));
      globalThis.gateway.drop();
    });
    await page.locator('[data-stood]').getByText('Connection lost.').waitFor();
    await page.locator('#composer').fill('Kept for later');
    await page.keyboard.press('Enter');
    await page.getByText('Waits for the connection').waitFor();
    expect(await requests('message:send')).toEqual([]);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('Sent', { exact: true }).waitFor();
    expect(await requests('message:send')).toHaveLength(1);
    expect((await bubbles()).filter((text) => text === 'Kept for later')).toHaveLength(1);
  });

  test('of a thousand messages is read to its beginning without losing one’s place', async () => {
    await open();
    await row('Priya').click();
    await page.locator('.bubble', { hasText: 'Line 1000' }).waitFor();
    const transcript = page.locator('.transcript');
    // In one go, because older messages come as soon as the top is near.
    const movedPx = await transcript.evaluate(async (element) => {
      const held = element.querySelectorAll('.bubble').length;
      const mark = element.querySelectorAll('.bubble')[10];
      element.scrollTop = 200;
      const before = mark?.getBoundingClientRect().top ?? 0;
      while (element.querySelectorAll('.bubble').length === held) await new Promise(requestAnimationFrame);
      return (mark?.getBoundingClientRect().top ?? 1e9) - before;
    });
    expect(Math.abs(movedPx)).toBeLessThan(2);
    for (let tries = 0; tries < 20 && (await page.getByText('The chat begins here').count()) === 0; tries += 1) {
      await transcript.evaluate((element) => element.scrollTo(0, 0));
      await page.waitForFunction(
        () =>
          document.querySelector('.transcript')?.scrollTop !== 0 ||
          document.body.textContent.includes('The chat begins here'),
      );
    }
    const lines = (await bubbles()).map((text) => Number(/^Line (\d+)/.exec(text)?.[1]));
    expect(lines).toEqual(Array.from({ length: 1000 }, (_, at) => at + 1));
  });
});

test('single letters can be put to rest, for whoever speaks instead of typing', async () => {
  await open();
  await row('Visitor from Germany').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('checkbox', { name: 'Use single letters as shortcuts' }).uncheck();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('j');
  expect(await page.locator('.chat-row[aria-current]').count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').waitFor();
});

describe('the palette', () => {
  test('finds a chat without its accents, and gives the focus back', async () => {
    await open();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('angel');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Ángel/ }).first().waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the visitor’s card', () => {
  test('shows what consent withholds as withheld, with the reason', async () => {
    await open();
    await row('Visitor from Germany').click();
    const card = page.getByRole('region', { name: 'Visitor’s card' });
    expect(await card.locator('.fact', { hasText: 'Country' }).textContent()).toContain('Germany');
    expect(await card.locator('.veil').count()).toBe(3);
    await card.getByText('Not kept: the visitor hasn’t agreed to history').last().waitFor();
    expect(await card.locator('.section-count').textContent()).toBe('2 of 7');
  });

  test('opens over the conversation where there is no room beside it', async () => {
    await open('', 320);
    await row('Nora Whitfield').click();
    await page.getByRole('button', { name: 'Visitor’s card' }).click();
    await page.getByText('What we may keep').waitFor();
    await page.locator('#visitor-name:focus').waitFor();
    await page.getByRole('button', { name: 'Back to the conversation' }).click();
    await page.locator('#conversation-title:focus').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();
    await row('Nora Whitfield').waitFor();
  });
});

test('nothing is kept on the agent’s device, the theme included', async () => {
  await open();
  await row('Nora Whitfield').click();
  await page.locator('#composer').fill('a draft');
  await page.getByRole('button', { name: /^Theme/ }).click();
  await page.getByRole('button', { name: /^Theme/ }).click();
  expect(await page.evaluate(() => document.documentElement.className)).toBe('dark');
  expect(await readStorage(page)).toEqual(nothingStored);
});
