import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { readAssets } from '../../../packages/gateway/src/http/assets.ts';
import { addSite } from '../../../packages/gateway/src/site/index.ts';
import { systemClock as clock, systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { ensureBuilt } from '../../support/build.ts';
import { captureWire, launchChromium, noteProblems, readStorage } from '../../support/chromium.ts';
import { openBox } from '../../support/open-box.ts';
import { startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { startValve, type Valve } from '../../support/valve.ts';
import { type Banner, startClientPage } from './client-page.ts';

type SiteOptions = {
  readonly banner?: Banner;
  readonly consent?: Parameters<typeof addSite>[1]['consent'];
};

/** A real gateway behind a valve, and websites that embed it: one for each test that asks for one. */
export function useConsentSites() {
  const banners = new Map<string, Banner>();
  const pins = new Map<string, string>();
  const contexts: BrowserContext[] = [];
  let gateway: TestGateway;
  let valve: Valve;
  let client: Awaited<ReturnType<typeof startClientPage>>;
  let browser: Browser;

  beforeAll(async () => {
    await ensureBuilt(['widget', 'console']);
    let port = 0;
    valve = await startValve(() => port);
    client = await startClientPage(
      () => valve.url,
      (siteKey) => banners.get(siteKey) ?? 'silent',
      (siteKey) => pins.get(siteKey) ?? '',
    );
    gateway = await startTestGateway({ assets: await readAssets(), env: { HANDLR_PUBLIC_URL: valve.url } });
    port = gateway.port();
    browser = await launchChromium();
  });
  afterEach(async () => {
    valve.open();
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await gateway?.close();
    await client?.close();
    await valve?.close();
  });

  return {
    gateway: () => gateway,
    valve: () => valve,
    /** A site of its own, and a fresh profile to visit it with. */
    async site({ banner = 'silent', consent = { ask: 'never' } }: SiteOptions = {}) {
      const siteKey = `site-${banners.size}`;
      banners.set(siteKey, banner);
      const { siteId } = await addSite(
        { store: gateway.store, clock, random },
        { siteKey, name: 'Teapots', origins: [client.url], consent },
      );
      const newContext = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
        const made = await browser.newContext({ reducedMotion: 'reduce', ...options });
        contexts.push(made);
        return made;
      };
      let context = await newContext();
      return {
        siteKey,
        siteId,
        get context() {
          return context;
        },
        /** The visitor closes the browser and opens it again: what it keeps beyond its sessions is there. */
        async restart() {
          const storageState = await context.storageState({ indexedDB: true });
          await context.close();
          context = await newContext({ storageState });
        },
        address: `${client.url}/${siteKey}`,
        say: (next: Banner) => void banners.set(siteKey, next),
        /** The snippet names the identity that signs the site's keys, from now on. */
        pin: (fingerprint: string) => void pins.set(siteKey, fingerprint),
        async open(path = 'page', prepare: (page: Page) => Promise<unknown> = async () => {}) {
          const page = await context.newPage();
          const wire = captureWire(page);
          const problems = noteProblems(page);
          await prepare(page);
          await page.goto(`${client.url}/${siteKey}/${path}`);
          await page.locator('button.launcher').waitFor();
          return { page, wire, problems };
        },
        /** Whether the gateway knows the visitor of the newest chat again. */
        async isKnown() {
          const open = await gateway.store.listOpenChats([siteId], 50);
          const key = open.at(-1)?.chat;
          return key !== undefined && (await gateway.store.findVisitorOfChat(key)) !== null;
        },
      };
    },
  };
}

export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Your message' });
  await openBox(page);
  await field.fill(text);
  await page.keyboard.press('Enter');
  await page.locator('.line', { hasText: text }).locator('.under').getByText('Sent').waitFor();
}

/** Global Privacy Control, as a browser would say it to scripts; `true` alone is the signal. */
export async function setGpc(page: Page, value: unknown): Promise<void> {
  await page.addInitScript(
    (given) => void Object.defineProperty(navigator, 'globalPrivacyControl', { value: given, configurable: true }),
    value,
  );
}

/** Leaves every switch of "Your privacy" on, or off. */
export async function leaveSwitches(page: Page, on: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Your privacy' }).click();
  const switches = page.getByRole('switch');
  await switches.first().waitFor();
  for (const each of await switches.all()) {
    if (((await each.getAttribute('aria-checked')) === 'true') !== on) await each.click();
  }
  await page.getByRole('button', { name: 'Back to the chat' }).click();
}

/** Every key on the device, as `medium key`. */
export async function keptKeys(page: Page): Promise<string[]> {
  const { cookies, localStorage, sessionStorage, indexedDb, caches, serviceWorkers, files } = await readStorage(page);
  const inDatabases = Object.values(indexedDb).flatMap((stores) => Object.values(stores).flatMap(Object.keys));
  return [
    ...Object.keys(localStorage).map((key) => `local-storage ${key}`),
    ...Object.keys(sessionStorage).map((key) => `session-storage ${key}`),
    ...inDatabases.map((key) => `indexed-db ${key}`),
    ...Object.keys(cookies).map((key) => `cookie ${key}`),
    ...[...Object.keys(caches), ...serviceWorkers, ...files].map((key) => `other ${key}`),
  ].toSorted();
}

export function namesOf(kept: readonly string[]): string[] {
  return [...new Set(kept.map((key) => key.replace(/^.*[:_]/, '')))].toSorted();
}

/** What `handlr.consent.get()` answers the page. */
export async function consentOnPage(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const handlr: unknown = Reflect.get(window, 'handlr');
    const consent = typeof handlr === 'function' ? Reflect.get(handlr, 'consent') : null;
    return typeof consent === 'object' && consent !== null && 'get' in consent && typeof consent.get === 'function'
      ? consent.get()
      : null;
  });
}

/** Names of the events that the page's sockets sent, in order. */
export function eventsSent({
  frames,
}: {
  readonly frames: readonly { direction: string; payload: string }[];
}): string[] {
  return frames
    .filter(({ direction }) => direction === 'sent')
    .flatMap(({ payload }) => /^\d+\/visitor,\d*\["([^"]+)"/.exec(payload)?.[1] ?? []);
}
