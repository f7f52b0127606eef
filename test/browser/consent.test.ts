import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { HandlrFunction } from '@handlr/sdk';
import { nothingStored, readStorage } from '../support/chromium.ts';
import { bubbles, button, field, launcher, openBox, startChat, useBrowser, write } from './widget-page.ts';

declare const handlr: HandlrFunction;
declare global {
  interface Window {
    answerLate?(): void;
  }
}

// Cookies need a domain that has subdomains.
const { visit } = useBrowser(['--host-resolver-rules=MAP *.shop.test 127.0.0.1']);
const everywhere = { 'access-control-allow-origin': '*' };

type Words = Parameters<HandlrFunction['consent']['set']>[0];
const say = (page: Page, words: Words) => page.evaluate((given) => handlr.consent.set(given), words);
const allowed = (page: Page) => page.evaluate(() => handlr.consent.get());
const keptNow = (page: Page) => page.evaluate(async () => (await handlr.consent.debug()).kept.map(({ id }) => id));
const inDatabases = async (page: Page) => Object.keys((await readStorage(page)).indexedDb);

/** What a visitor has who agreed to `history` and `functionality` on an earlier page, in this browser's local storage. */
async function agreeBefore(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (localStorage.getItem('was-here') !== null) return;
    const keep = (word: string, record: object): void =>
      localStorage.setItem(`handlr:test-site:${word}`, JSON.stringify({ record, expiresAt: Date.now() + 1e9 }));
    localStorage.setItem('was-here', 'yes');
    const decision = { number: 1, choices: { history: 'granted', functionality: 'granted' }, overGpc: false };
    keep('consent', { ...decision, method: 'dialog', policyVersion: 1, language: 'en', decidedAt: Date.now() });
    keep('visit-history', { visitorToken: 't'.repeat(43), visits: 2, firstVisitAt: 1, lastVisitAt: 2 });
    keep('box-state', { box: 'open', place: null });
  });
}

describe('CASE 12: before consent and before the box is opened', () => {
  const banners = [undefined, { banner: { kind: 'tcf', vendorId: 1 } }, { banner: { kind: 'consent-mode' } }] as const;

  test.each(banners)('there is one request and nothing else: %j', async (consent) => {
    const { page, gateway, wire, problems } = await visit({}, [{}, {}, consent], (early) =>
      early.addInitScript(() => {
        const denied = {
          functionality_storage: 'denied',
          personalization_storage: 'denied',
          analytics_storage: 'denied',
        };
        Object.assign(window, { dataLayer: [['consent', 'default', denied]] });
        Object.assign(window, {
          __tcfapi: (_command: string, _version: number, listener: (data: object, success: boolean) => void) =>
            listener({ eventStatus: 'tcloaded', purpose: { consents: {} }, vendor: { consents: {} } }, true),
        });
      }),
    );
    await say(page, { history: 'denied', functionality: 'denied' });
    await page.evaluate(() => handlr.consent.on('change', () => {}));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    expect(wire.requests.map(({ url }) => new URL(url).pathname)).toEqual(['/', '/loader.js']);
    expect([wire.sockets, await readStorage(page)]).toEqual([[], nothingStored]);
    expect(await wire.sentText()).not.toMatch(/[\w-]{43}|"cookie"/);
    expect([gateway.stated, gateway.reported, problems]).toEqual([[], [], []]);
  });

  test('a banner that denied is obeyed once the box has loaded', async () => {
    const { page } = await visit();
    await say(page, { functionality: 'denied' });
    await openBox(page);
    expect(await page.evaluate(async () => (await handlr.consent.explain()).functionality)).toMatchObject({
      state: 'denied',
      settledBy: 'banner',
    });
  });
});

describe('CASE 13: withdrawn', () => {
  test('it takes effect at once here, within a second in another tab, and in every medium', async () => {
    const host = 'www.shop.test';
    const fake = [{}, everywhere, { cookieDomain: 'shop.test' }] as Parameters<typeof visit>[1];
    const { page, gateway, context } = await visit({}, fake, undefined, host);
    await startChat(page, gateway);
    await say(page, { history: 'granted', functionality: 'granted' });
    const other = await context.newPage();
    await other.goto(gateway.url.replace('127.0.0.1', host));
    await say(other, { history: 'granted', functionality: 'granted' });
    for (const each of [page, other]) await expect.poll(() => inDatabases(each)).toEqual(['handlr:test-site']);
    const before = await readStorage(page);
    expect(Object.keys(before.cookies)).toEqual(['.shop.test handlr.test-site.visit-history']);
    expect(Object.keys(before.localStorage).sort()).toEqual([
      'handlr:test-site:box-state',
      'handlr:test-site:chat-in-progress',
      'handlr:test-site:origin',
      'handlr:test-site:session',
    ]);
    expect(Object.keys(before.sessionStorage)).toEqual(['handlr:test-site:box-state']);

    const at = performance.now();
    await say(page, { history: 'denied', functionality: 'denied' });
    expect(await allowed(page)).toMatchObject({ history: false, functionality: false, service: true });
    await expect.poll(() => allowed(other), { interval: 20 }).toMatchObject({ history: false, functionality: false });
    expect(performance.now() - at).toBeLessThan(1_000);

    await expect.poll(() => inDatabases(other)).toEqual([]);
    const after = await readStorage(other);
    expect([after.cookies, Object.keys(after.localStorage).sort()]).toEqual([
      {},
      ['handlr:test-site:chat-in-progress'],
    ]);
    for (const each of [page, other]) expect(await keptNow(each)).not.toContain('device/page-trail');
    const inChat = () => gateway.stated.findLast(({ chatId }) => chatId !== undefined);
    await expect.poll(inChat).toMatchObject({ statement: { banner: { history: 'denied' } } });
    await page.reload();
    await expect.poll(() => gateway.socketCount()).toBe(2);
    expect((await readStorage(page)).cookies).toEqual({});
  });

  test('it reaches another tab also where tabs cannot talk', async () => {
    const { page, gateway, context } = await visit({}, [], async (early) => {
      await agreeBefore(early.context());
      await early.context().addInitScript(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
    });
    await expect.poll(() => inDatabases(page)).toEqual(['handlr:test-site']);
    const other = await context.newPage();
    await other.goto(gateway.url);
    for (const each of [other, page]) {
      await say(each, { history: 'granted' });
      await expect.poll(() => allowed(each)).toMatchObject({ history: true });
    }
    await expect.poll(() => tokenIn(other)).not.toBeNull();
    await say(page, { history: 'denied' });
    await expect.poll(() => allowed(other)).toMatchObject({ history: false, functionality: true });
  });

  test('in memory too, where the browser keeps nothing', async () => {
    const { page } = await visit({}, [], blockStorage);
    await say(page, { history: 'granted' });
    await expect
      .poll(() => keptNow(page))
      .toEqual(['device/visit-history', 'device/page-trail', 'device/origin', 'device/session']);
    await say(page, { history: 'denied' });
    await expect.poll(() => keptNow(page)).toEqual([]);
  });

  test('during a reconnection, what waits is dropped and not replayed', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.refuseSockets('unavailable');
    gateway.dropSockets();
    await page.getByRole('status').getByText('Connection lost').waitFor();
    await say(page, { history: 'granted' });
    await expect.poll(() => inDatabases(page)).toEqual(['handlr:test-site']);
    await say(page, { history: 'denied' });
    await expect.poll(() => inDatabases(page)).toEqual([]);
    gateway.refuseSockets(null);
    await write(page, 'Back again');
    await expect.poll(() => gateway.stated.length).toBeGreaterThan(1);
    expect(gateway.reported).toEqual([]);
    for (const { statement } of gateway.stated) {
      expect(JSON.stringify(statement)).not.toContain('"history":"granted"');
    }
  });

  test('offline, it is kept over a reload and told as soon as there is a gateway', async () => {
    const { page, gateway } = await visit();
    await say(page, { history: 'granted' });
    await expect.poll(() => gateway.reported.length).toBe(1);
    await expect.poll(() => gateway.socketCount()).toBe(0);
    const { visitorToken } = JSON.parse(
      (await readStorage(page)).localStorage['handlr:test-site:visit-history'] ?? '',
    ).record;
    gateway.refuseSockets('unavailable');
    await say(page, { history: 'denied' });
    await expect
      .poll(async () => Object.keys((await readStorage(page)).localStorage))
      .toEqual(['handlr:test-site:withdrawal']);
    await page.reload();
    gateway.refuseSockets(null);
    await expect
      .poll(() => gateway.stated.at(-1))
      .toMatchObject({
        visitorToken,
        statement: { choices: { history: 'withdrawn' } },
      });
    await expect.poll(() => readStorage(page)).toEqual(nothingStored);
    await expect.poll(() => gateway.socketCount()).toBe(0);
  });
});

describe('CASE 14: Global Privacy Control', () => {
  const signal = { extraHTTPHeaders: { 'Sec-GPC': '1' } };

  test.each([false, true])('with a stored grant of history, the signal on: %s', async (isOn) => {
    const { page, gateway } = await visit(isOn ? signal : {}, [], async (early) => {
      await agreeBefore(early.context());
      if (isOn) await early.addInitScript(() => Object.assign(navigator, { globalPrivacyControl: true }));
    });
    // What was remembered of the box is another purpose.
    await field(page).waitFor();
    const { history } = await page.evaluate(() => handlr.consent.explain());
    expect(history).toMatchObject(isOn ? { allowed: false, settledBy: 'gpc' } : { allowed: true, settledBy: 'widget' });
    await expect.poll(() => gateway.reported.length).toBe(isOn ? 0 : 1);
    await expect.poll(() => gateway.stated.length).toBeGreaterThan(0);
    const stored = await readStorage(page);
    expect('handlr:test-site:visit-history' in stored.localStorage).toBe(!isOn);
    if (isOn) expect(gateway.stated).toMatchObject([{ visitorToken: 't'.repeat(43) }]);
  });
});

describe('CASE 16: a consent platform', () => {
  type Listener = (data: object, success: boolean) => void;
  const consent = { banner: { kind: 'tcf', vendorId: 7 } } as const;
  const platforms: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
    'that only shows itself': (page) =>
      page.addInitScript(() => {
        const data = {
          eventStatus: 'cmpuishown',
          purpose: { consents: { 1: true, 8: true } },
          vendor: { consents: { 7: true } },
        };
        Object.assign(window, { __tcfapi: (_: string, __: number, hear: Listener) => hear(data, true) });
      }),
    'that never answers': (page) => page.addInitScript(() => Object.assign(window, { __tcfapi: () => {} })),
    'that throws': (page) =>
      page.addInitScript(() => {
        const __tcfapi = (): never => {
          throw new Error('The platform is broken');
        };
        Object.assign(window, { __tcfapi });
      }),
    'that answers late': (page) =>
      page.addInitScript(() => {
        const data = {
          eventStatus: 'useractioncomplete',
          purpose: { consents: { 1: true, 8: true } },
          vendor: { consents: { 7: true } },
        };
        const __tcfapi = (_: string, __: number, hear: Listener): void =>
          void Object.assign(window, { answerLate: () => hear(data, true) });
        Object.assign(window, { __tcfapi });
      }),
  };

  test.each(Object.keys(platforms))('%s grants nothing, and the chat works', async (name) => {
    const { page, gateway, problems } = await visit({}, [{}, {}, consent], platforms[name]);
    await startChat(page, gateway);
    expect(await allowed(page)).toMatchObject({ history: false, functionality: false, service: true });
    expect(Object.keys((await readStorage(page)).localStorage).sort()).toEqual(['handlr:test-site:chat-in-progress']);
    expect([gateway.reported, problems]).toEqual([[], []]);
    if (name !== 'that answers late') return;
    await page.evaluate(() => window.answerLate?.());
    await expect.poll(() => gateway.reported.length).toBe(1);
    expect(gateway.stated.at(-1)).toMatchObject({ statement: { method: 'tcf' } });
  });

  test('Consent Mode: a later update grants, and nothing is loaded before it', async () => {
    const { page, gateway, wire } = await visit({}, [{}, {}, { banner: { kind: 'consent-mode' } }]);
    const push = (word: string) =>
      page.evaluate((given) => {
        const signals = { personalization_storage: given, analytics_storage: given };
        window.dataLayer?.push(['consent', given === 'denied' ? 'default' : 'update', signals]);
      }, word);
    await push('denied');
    expect(wire.requests).toHaveLength(2);
    await push('granted');
    await expect.poll(() => gateway.reported.length).toBe(1);
  });
});

describe('CASE 17: the chat goes on in memory, and says so', () => {
  const remark = 'This browser keeps nothing';

  test('where all storage is blocked', async () => {
    const { page, gateway, problems } = await visit({}, [], blockStorage);
    await startChat(page, gateway);
    await page.getByText(remark).waitFor();
    gateway.say('Good morning');
    await bubbles(page).getByText('Good morning').waitFor();
    expect(problems).toEqual([]);
  });

  test('where the quota is used up', async () => {
    const { page, gateway } = await visit({}, [], (early) =>
      early.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('No room', 'QuotaExceededError');
        };
      }),
    );
    await startChat(page, gateway);
    await page.getByText(remark).waitFor();
    await write(page, 'Still here');
    expect(gateway.chatCount()).toBe(1);
  });

  test('when cookies and storage are cleared in mid-chat, here or in another tab', async () => {
    const { page, gateway, context } = await visit();
    await startChat(page, gateway);
    const other = await context.newPage();
    await other.goto(`${gateway.url}/other`);
    await openBox(other);
    await bubbles(other).getByText('Hello').waitFor();
    await context.clearCookies();
    await other.evaluate(() => localStorage.clear());
    await page.getByText(remark).waitFor();
    for (const each of [page, other]) await write(each, 'Still here');
    await other.getByText(remark).waitFor();
    expect(gateway.chatCount()).toBe(1);
    expect((await readStorage(page)).localStorage).toEqual({});
  });

  test('to be forgotten still ends it in every tab', async () => {
    const { page, gateway, context } = await visit();
    await startChat(page, gateway);
    const other = await context.newPage();
    await other.goto(`${gateway.url}/other`);
    await openBox(other);
    await bubbles(other).getByText('Hello').waitFor();
    await page.evaluate(() => localStorage.clear());
    await button(page, 'Your privacy').click();
    await button(page, 'Forget me on this computer').click();
    await page.locator('.danger').click();
    for (const each of [page, other]) await each.getByText('Hello! How can we help?').waitFor();
    expect(await readStorage(page)).toEqual(nothingStored);
  });
});

describe('the page', () => {
  test('reads what holds in the console, before anybody has opened the box', async () => {
    const { page } = await visit();
    const printed: string[] = [];
    page.on('console', (message) => printed.push(message.type()));
    const { purposes, kept } = await page.evaluate(() => handlr.consent.debug());
    expect(purposes.history).toMatchObject({ allowed: false, state: 'unknown', says: 'nobody says anything' });
    expect(kept).toEqual([]);
    expect(printed).toEqual(['table', 'table']);
    expect(await readStorage(page)).toEqual(nothingStored);
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
  });

  test('finds the box as it was left, and keeps the focus', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await page.goto(`${gateway.url}/other`);
    await field(page).waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });
});

/** As browsers do that are told to keep nothing. */
function blockStorage(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const get = (): never => {
      throw new DOMException('Blocked', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, { get });
    Object.defineProperty(document, 'cookie', { get, set: get });
  });
}

/** By which the gateway knows the visitor, as far as this tab sees. */
async function tokenIn(page: Page): Promise<string | null> {
  return page.evaluate(() => localStorage.getItem('handlr:test-site:visit-history'));
}
