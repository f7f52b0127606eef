import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { nothingStored, readStorage } from '../support/chromium.ts';
import {
  consentOnPage,
  eventsSent,
  keptKeys,
  leaveSwitches,
  namesOf,
  setGpc,
  useConsentSites,
  write,
} from './consent-grid/consent-site.ts';
import { vendorId } from './consent-grid/client-page.ts';

const { site, gateway, valve } = useConsentSites();

const remembered = ['box-state', 'chat-in-progress', 'consent', 'origin', 'page-trail', 'session', 'visit-history'];
const forgotten = ['box-state', 'chat-in-progress', 'consent'];
const tcf = { ask: 'never', banner: { kind: 'tcf', vendorId } } as const;
const consentMode = { ask: 'never', banner: { kind: 'consent-mode' } } as const;
const isOff = { service: true, functionality: false, history: false };

const withGpc = (value: unknown) => (page: Page) => setGpc(page, value);

describe('CASE 12: before consent and before the visitor opens the chat', () => {
  test.each([
    ['no banner', 'silent', {}],
    ['a banner that refused', 'api denies', {}],
    ['a TCF banner that still asks', 'TCF asks', tcf],
    ['Consent Mode with its defaults', 'Consent Mode denies', consentMode],
    ['a banner that is broken', 'TCF throws', tcf],
  ] as const)('%s: one request, with no identifier in it, and nothing kept', async (_, banner, settings) => {
    const { open, siteKey } = await site({ banner, consent: { ask: 'never', ...settings } });
    const { page, wire } = await open();
    await page.waitForLoadState('networkidle');
    expect(wire.to(gateway().url).map(({ url }) => url)).toEqual([`${gateway().url}/sites/${siteKey}/loader.js`]);
    expect(wire.sockets).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
    expect(JSON.parse(await wire.sentText()).headers.some((sent: object) => 'cookie' in sent)).toBe(false);
  });
});

describe('CASE 13: a withdrawal', () => {
  test('is in another tab within a second, in every medium', async () => {
    const { open, isKnown } = await site();
    const { page: here } = await open('one');
    await write(here, 'Hello');
    await leaveSwitches(here, true);
    const { page: there } = await open('two');
    await expect.poll(async () => namesOf(await keptKeys(there))).toEqual(remembered);
    expect(await consentOnPage(there)).toMatchObject({ functionality: true, history: true });
    await expect.poll(isKnown).toBe(true);

    await here.getByRole('button', { name: 'Your privacy' }).click();
    expect(
      await withdraw(here, 'My visits and chats', there, /visit-history$|page-trail$|origin$|:session$/),
    ).toBeLessThan(1_000);
    expect(await withdraw(here, 'How I left this box', there, /^local-storage .*box-state$/)).toBeLessThan(1_000);
    expect(await consentOnPage(there)).toMatchObject(isOff);
    await expect.poll(async () => namesOf(await keptKeys(there))).toEqual(forgotten);
    expect(await keptKeys(there)).toEqual(await keptKeys(here));
    await expect.poll(isKnown).toBe(false);
  });

  test('that is made while the connection is down drops what waits, and reaches the gateway first', async () => {
    const { open, isKnown } = await site();
    const { page } = await open();
    await write(page, 'Hello');
    await leaveSwitches(page, true);
    await expect.poll(isKnown).toBe(true);
    await page.close();

    // The next page is to be reported, and cannot be.
    valve().shut();
    const { page: next, wire } = await open('next');
    await next.getByRole('button', { name: 'Your privacy' }).click();
    await expect.poll(async () => namesOf(await keptKeys(next))).toEqual(remembered);
    for (const each of await next.getByRole('switch').all()) await each.click();
    await expect.poll(() => consentOnPage(next)).toMatchObject(isOff);
    await next.getByRole('button', { name: 'Back to the chat' }).click();
    expect(await isKnown()).toBe(true);

    valve().open();
    await write(next, 'Again');
    await expect.poll(isKnown).toBe(false);
    await write(next, 'Last');
    expect(eventsSent(wire)).not.toContain('visit:report');
    expect(eventsSent(wire)).toContain('consent:state');
    expect(namesOf(await keptKeys(next))).toEqual(forgotten);
  });
});

describe('CASE 14: Global Privacy Control', () => {
  test('over a stored grant: history is denied and what it kept is gone', async () => {
    const { open, isKnown } = await site();
    const { page } = await open();
    await write(page, 'Hello');
    await leaveSwitches(page, true);
    await expect.poll(isKnown).toBe(true);
    await page.close();

    const { page: later, wire } = await open('later', withGpc(true));
    await write(later, 'Again');
    await expect.poll(() => consentOnPage(later)).toMatchObject({ functionality: true, history: false });
    await expect.poll(async () => namesOf(await keptKeys(later))).toEqual(forgotten);
    await expect.poll(isKnown).toBe(false);
    expect(eventsSent(wire)).not.toContain('visit:report');
  });

  test('is overridden by a later choice by name, where the site allows that', async () => {
    const { open, isKnown } = await site({ consent: { ask: 'never', gpcOverride: true } });
    const { page } = await open('page', withGpc(true));
    await write(page, 'Hello');
    expect(await consentOnPage(page)).toMatchObject(isOff);
    await leaveSwitches(page, true);
    await expect.poll(isKnown).toBe(true);
  });

  test.each(['true', '1', 1, 0, null])('%j is not the signal', async (value) => {
    const { open, isKnown } = await site();
    const { page } = await open('page', withGpc(value));
    await write(page, 'Hello');
    await leaveSwitches(page, true);
    await expect.poll(isKnown).toBe(true);
  });
});

describe('CASE 16: a banner that', () => {
  test.each([
    ['still asks', 'TCF asks'],
    ['never answers', 'TCF never answers'],
    ['throws', 'TCF throws'],
  ] as const)('%s grants nothing, and the chat works', async (_, banner) => {
    const { open, isKnown } = await site({ banner, consent: tcf });
    const { page, wire } = await open();
    await write(page, 'Hello');
    expect(await consentOnPage(page)).toMatchObject(isOff);
    await write(page, 'Still here');
    expect(await isKnown()).toBe(false);
    expect(eventsSent(wire)).not.toContain('visit:report');
    expect(namesOf(await keptKeys(page))).toEqual(['box-state', 'chat-in-progress']);
  });

  test('answers late grants from then on', async () => {
    const { open, isKnown } = await site({ banner: 'TCF answers late', consent: tcf });
    const { page } = await open();
    await write(page, 'Hello');
    expect(await isKnown()).toBe(false);
    await expect.poll(isKnown, { timeout: 10_000 }).toBe(true);
    expect(await consentOnPage(page)).toMatchObject({ history: true });
  });
});

describe('CASE 17: the chat goes on in memory, and says so, when', () => {
  const note = /keeps nothing|not remembered|ends when you leave/i;

  test.each([
    [
      'all storage is blocked',
      () => {
        const block = {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, block);
        Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
      },
    ],
    [
      'the quota is used up',
      () => {
        Storage.prototype.setItem = () => {
          throw new DOMException('No room', 'QuotaExceededError');
        };
      },
    ],
  ] as const)('%s', async (_, prepare) => {
    const { open } = await site();
    const { page } = await open('page', (early) => early.addInitScript(prepare));
    await write(page, 'Hello');
    await page.getByText(note).first().waitFor();
    await leaveSwitches(page, true);
    await write(page, 'Still here');
    expect(await consentOnPage(page)).toMatchObject({ history: true });
  });

  test('the visitor clears it in mid-chat, in this tab or in another', async () => {
    const { open } = await site();
    const { page } = await open('one');
    await write(page, 'Hello');
    const { page: other } = await open('two');
    await other.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.getByText(note).first().waitFor();
    await write(page, 'Still here');
    await page.getByText('Hello').first().waitFor();
  });
});

/** Presses the switch here, and answers after how many milliseconds nothing of it is left there. One machine, one clock. */
async function withdraw(here: Page, name: string, there: Page, keys: RegExp): Promise<number> {
  const pressedAt = await here.getByRole('switch', { name }).evaluate((element: HTMLElement) => {
    element.click();
    return Date.now();
  });
  while ((await keptKeys(there)).some((key) => keys.test(key))) {
    await there.evaluate(() => new Promise(requestAnimationFrame));
  }
  return Date.now() - pressedAt;
}
