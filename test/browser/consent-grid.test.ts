import { deviceEntryNames, deviceRegister } from '@handlr/privacy';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAssets } from '../../packages/gateway/src/http/assets.ts';
import { addSite } from '../../packages/gateway/src/site/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, openPage, readStorage, type Wire } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { type Cell, expectedPurposes, gridCells } from './consent-grid/cells.ts';
import { startClientPage, vendorId } from './consent-grid/client-page.ts';

const cells = gridCells();
const siteKeyOf = (at: number): string => `cell-${at}`;
const cellOf = (siteKey: string): Cell | undefined => cells[Number(siteKey.split('-')[1])];

let gateway: TestGateway;
let site: Awaited<ReturnType<typeof startClientPage>>;
let browser: Browser;

beforeAll(async () => {
  await ensureBuilt(['widget', 'console']);
  site = await startClientPage(
    () => gateway.url,
    (siteKey) => cellOf(siteKey)?.banner ?? 'silent',
  );
  gateway = await startTestGateway({ assets: await readAssets() });
  for (const [at, cell] of cells.entries()) {
    const made = { siteKey: siteKeyOf(at), name: 'Teapots', origins: [site.url], consent: consentOf(cell) };
    await addSite({ store: gateway.store, clock, random }, made);
  }
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await gateway?.close();
  await site?.close();
});

describe('what is kept and what is sent, in every cell of the grid, is what the register says', () => {
  test('the grid has every source, both jurisdictions, and every pair of words', () => {
    expect(cells.length).toBeGreaterThanOrEqual(24);
    const answers = cells.map(expectedPurposes);
    for (const purpose of ['functionality', 'history'] as const) {
      expect(new Set(answers.map((answer) => answer[purpose]))).toEqual(new Set([true, false]));
    }
  });

  test.each(cells.map((cell, at) => [words(cell), at, cell] as const))('%s', async (_words, at, cell) => {
    const isOn = cell.gpc !== 'off';
    const { page, context, wire, close, problems } = await openPage(browser, {
      reducedMotion: 'reduce',
      ...(isOn && { extraHTTPHeaders: { 'Sec-GPC': '1' } }),
    });
    if (isOn) {
      await context.addInitScript(() =>
        Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true }),
      );
    }
    const address = `${site.url}/${siteKeyOf(at)}`;
    await page.goto(`${address}/first`);
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await write(page, 'Hello');
    if (cell.widget !== 'silent') await leaveSwitches(page, cell.widget === 'on');

    wire.clear();
    await page.goto(`${address}/second`);
    await write(page, 'Again');
    await expect.poll(() => keptKeys(page)).toEqual(expectedKeys(cell, siteKeyOf(at), await hasDecided(page)));
    // Whatever was on its way has come.
    await write(page, 'Last');
    expect(await keptKeys(page)).toEqual(expectedKeys(cell, siteKeyOf(at), await hasDecided(page)));
    expect(await consentOnPage(page)).toMatchObject(expectedPurposes(cell));
    expectWire(wire, expectedPurposes(cell).history);
    expect(await isKnownToGateway(siteKeyOf(at))).toBe(expectedPurposes(cell).history);
    expect(problems).toEqual([]);
    await close();
  });
});

function words({ jurisdiction, widget, banner, site: policy, gpc }: Cell): string {
  return `${jurisdiction}: widget ${widget}, banner ${banner}, site ${policy}, GPC ${gpc}`;
}

function consentOf({ jurisdiction, site: policy, gpc, banner }: Cell) {
  return {
    jurisdiction,
    ask: 'never' as const,
    denies: policy === 'denies history' ? (['history'] as const).slice() : [],
    gpcOverride: gpc === 'on, may be overridden',
    ...(banner === 'TCF without a vendor' && { banner: { kind: 'tcf' as const } }),
    ...((banner === 'TCF grants' || banner === 'TCF asks') && { banner: { kind: 'tcf' as const, vendorId } }),
    ...(banner.startsWith('Consent Mode') && { banner: { kind: 'consent-mode' as const } }),
  };
}

async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Your message' });
  await field.fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.line', { hasText: text }).locator('.under').getByText('Sent').waitFor();
}

async function leaveSwitches(page: Page, on: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Your privacy' }).click();
  const switches = page.getByRole('switch');
  await switches.first().waitFor();
  for (const each of await switches.all()) {
    const isOn = (await each.getAttribute('aria-checked')) === 'true';
    if (isOn !== on) await each.click();
  }
  await page.getByRole('button', { name: 'Back to the chat' }).click();
}

/** Every key of the site on the device, by medium. */
async function keptKeys(page: Page): Promise<string[]> {
  const { cookies, localStorage, sessionStorage, indexedDb, caches, serviceWorkers, files } = await readStorage(page);
  const inDatabases = Object.values(indexedDb).flatMap((stores) => Object.values(stores).flatMap(Object.keys));
  return [
    ...Object.keys(localStorage).map((key) => `local-storage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session-storage ${key}`),
    ...inDatabases.map((key) => `indexed-db ${key}`),
    ...[...Object.keys(cookies), ...Object.keys(caches), ...serviceWorkers, ...files].map((key) => `other ${key}`),
  ].toSorted();
}

/** From the register: a key for each entry whose purpose is allowed and whose occasion was there. */
function expectedKeys(cell: Cell, siteKey: string, decided: boolean): string[] {
  const allowed = { service: true, ...expectedPurposes(cell) };
  return deviceEntryNames
    .flatMap((name) => {
      const { medium, purpose } = deviceRegister[name];
      const isAllowed = purpose in allowed && Reflect.get(allowed, purpose) === true;
      const isDue = name !== 'withdrawal' && (name !== 'consent' || decided);
      if (!isAllowed || !isDue || medium.kind === 'table') return [];
      return [`${medium.kind} handlr:${siteKey}:${medium.key}`];
    })
    .toSorted();
}

/** A decision is kept once the visitor has made one; some cells leave no switch to press. */
async function hasDecided(page: Page): Promise<boolean> {
  return page.evaluate(() => Object.keys(localStorage).some((key) => key.endsWith(':consent')));
}

async function consentOnPage(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    const consent = typeof handlr === 'function' ? Reflect.get(handlr, 'consent') : null;
    return typeof consent === 'object' && consent !== null && 'get' in consent && typeof consent.get === 'function'
      ? consent.get()
      : null;
  });
}

/** Without history no event of it is sent, and nothing that could stand for the visitor. */
function expectWire({ frames, requests }: Wire, history: boolean): void {
  const sent = frames.filter(({ direction }) => direction === 'sent').map(({ payload }) => payload);
  const events = new Set(sent.flatMap((payload) => /^\d+\/visitor,\d*\["([^"]+)"/.exec(payload)?.[1] ?? []));
  const always = ['chat:resume', 'message:send', 'typing:set', 'read:mark', 'message:fetch', 'consent:state'];
  const allowed = history ? [...always, 'visit:report'] : always;
  expect([...events].filter((event) => !allowed.includes(event))).toEqual([]);
  expect(events.has('visit:report')).toBe(history);
  expect(sent.some((payload) => payload.includes('visitorToken'))).toBe(history);
  const paths = requests.map(({ url }) => new URL(url)).filter(({ origin }) => origin === gateway.url);
  for (const { pathname, search } of paths) {
    expect(pathname).toMatch(/^\/(?:sites\/cell-\d+\/loader\.js|assets\/[\w.-]+)$/);
    expect(search).toBe('');
  }
}

async function isKnownToGateway(siteKey: string): Promise<boolean> {
  const { store } = gateway;
  const siteId = (await store.findSite(siteKey))?.siteId ?? '';
  const [open] = await store.listOpenChats([siteId], 1);
  return open !== undefined && (await store.findVisitorOfChat(open.chat)) !== null;
}
