import { describe, expect, test } from 'vitest';
import { nothingStored, readStorage } from '../support/chromium.ts';
import { bubbles, button, field, launcher, openBox, startChat, useBrowser } from './widget-page.ts';
import type { Page } from 'playwright-core';

const { visit } = useBrowser();
const key = 'handlr:test-site:draft';
const text = 'Is the blue one dishwasher-safe?';

const kept = async (page: Page) => JSON.parse((await readStorage(page)).sessionStorage[key] ?? 'null')?.record ?? null;
const caret = (page: Page) => field(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart);

async function type(page: Page, typed = text): Promise<void> {
  await openBox(page);
  await field(page).pressSequentially(typed);
  await expect.poll(async () => (await kept(page))?.text).toBe(typed);
}

describe('what is typed and not sent', () => {
  test('DRA6 is there after a reload and on another page, in a box that is open again, with the caret where it was', async () => {
    const { page, gateway, problems } = await visit();
    await type(page);
    for (let count = 0; count < 5; count += 1) await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await kept(page))?.caret).toBe(text.length - 5);
    for (const next of ['/', '/other']) {
      await page.goto(`${gateway.url}${next}`);
      await field(page).waitFor();
      expect([await field(page).inputValue(), await caret(page)]).toEqual([text, text.length - 5]);
    }
    await field(page).press('x');
    expect(await field(page).inputValue()).toBe('Is the blue one dishwasher-xsafe?');
    expect(problems).toEqual([]);
  });

  test('DRA6 survives a tab that crashes', async () => {
    const { page, context } = await visit();
    await type(page);
    const crashed = page.waitForEvent('crash');
    const devtools = await context.newCDPSession(page);
    void devtools.send('Page.crash').catch(() => {});
    await crashed;
    // The page is dead to the driver, and lives again for the browser.
    await devtools.send('Page.reload');
    const look = `(() => {
      const area = document.querySelector('handlr-chat')?.shadowRoot.querySelector('textarea');
      return [area?.value, area?.selectionStart].join();
    })()`;
    const found = async (): Promise<unknown> =>
      (await devtools.send('Runtime.evaluate', { expression: look }).catch(() => null))?.result.value;
    await expect.poll(found, { timeout: 10_000 }).toBe(`${text},${text.length}`);
  });

  test('DRA1 what was typed a moment before the page went is there as well', async () => {
    const { page } = await visit();
    await type(page, 'Is it');
    await field(page).press('!');
    await page.reload();
    await field(page).waitFor();
    expect(await field(page).inputValue()).toBe('Is it!');
  });

  test('DRA7 is each tab’s own', async () => {
    const { page, context, gateway } = await visit();
    await type(page);
    const other = await context.newPage();
    await other.goto(gateway.url);
    await openBox(other);
    expect(await field(other).inputValue()).toBe('');
    await type(other, 'Another question');
    await other.keyboard.press('Enter');
    await bubbles(other).getByText('Another question').waitFor();
    expect(await kept(other)).toBeNull();
    expect([await kept(page), await field(page).inputValue()]).toEqual([expect.objectContaining({ text }), text]);
  });

  test('DRA3 goes when it is sent, and stays gone', async () => {
    const { page } = await visit();
    await type(page);
    await page.keyboard.press('Enter');
    expect(await kept(page)).toBeNull();
    await page.reload();
    await field(page).waitFor();
    expect([await field(page).inputValue(), await kept(page)]).toEqual(['', null]);
  });

  test('DRA8 goes with "forget me", from this tab and from another', async () => {
    const { page, context, gateway } = await visit();
    await startChat(page, gateway);
    await type(page);
    const other = await context.newPage();
    await other.goto(gateway.url);
    await type(other, 'Another question');
    await button(page, 'Your privacy').click();
    await page.getByText('What you have typed and not sent yet').waitFor();
    await button(page, 'Forget me on this computer').click();
    await page.locator('.danger').click();
    await page.getByText('Hello! How can we help?').waitFor();
    expect([await field(page).inputValue(), await readStorage(page)]).toEqual(['', nothingStored]);
    await expect.poll(() => kept(other)).toBeNull();
  });

  test('DRA9 is in nothing that leaves the page until it is sent', async () => {
    const { page, gateway, wire } = await visit();
    await startChat(page, gateway);
    await type(page);
    await page.reload();
    await field(page).waitFor();
    await expect.poll(() => wire.frames.some(({ payload }) => payload.includes('typing:set'))).toBe(true);
    const words = ['dishwasher', Buffer.from(text).toString('base64').slice(0, 20), encodeURIComponent(text)];
    const sent = await wire.sentText();
    expect(words.filter((word) => sent.includes(word))).toEqual([]);
    await field(page).press('Enter');
    await bubbles(page).getByText(text).waitFor();
    expect(await wire.sentText()).toContain('dishwasher');
  });

  test('DRA10 goes with the page where the browser keeps nothing, and the box says so', async () => {
    const { page } = await visit({}, [], (early) =>
      early.addInitScript(() => {
        const block = {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, block);
      }),
    );
    await openBox(page);
    await field(page).pressSequentially(text);
    await page.getByText('This browser keeps nothing right now.').waitFor();
    await button(page, 'Minimise').click();
    await openBox(page);
    expect(await field(page).inputValue()).toBe(text);
    await page.reload();
    await openBox(page);
    expect(await field(page).inputValue()).toBe('');
  });

  test('DRA11 is nothing before a key is pressed: no storage, no chunk', async () => {
    const { page, wire } = await visit();
    await openBox(page);
    await field(page).click();
    await button(page, 'Minimise').click();
    expect(wire.requests.filter(({ url }) => url.includes('keep-draft'))).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
  });

  test('DRA6 is shown by the launcher where the box was left minimised', async () => {
    const { page } = await visit();
    await type(page);
    await button(page, 'Minimise').click();
    await page.reload();
    await expect.poll(() => launcher(page).getAttribute('aria-label')).toContain('you have an unsent message');
    await page.locator('.badge').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
