import type { Page } from 'playwright-core';
import type { BehaviourGrid, Found } from '../../behaviours/grid/behaviour-grid.ts';
import type { Cell } from '../../behaviours/grid/cells.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { openBox } from '../../support/open-box.ts';
import type { Wire } from '../../support/wire.ts';
import { eventsSent, keptKeys, leaveSwitches, type useConsentSites } from '../consent-grid/consent-site.ts';

type Sites = ReturnType<typeof useConsentSites>;

/** One page in a tab of Chromium, on a site with a real gateway. */
export type ChromiumTab = {
  readonly page: Page;
  readonly wire: Wire;
  readonly siteId: string;
  readonly siteKey: string;
  readonly gateway: TestGateway;
  /** What the page that is there now has asked and sent; nothing of the page before it in the same tab. */
  here(): { readonly asked: readonly string[]; readonly sent: readonly string[] };
};

export type ChromiumGrid = BehaviourGrid<ChromiumTab> & {
  readonly consent?: NonNullable<Parameters<Sites['site']>[0]>['consent'];
  /** What the site lays down before anybody visits it. */
  prepare?(site: Prepared): Promise<void>;
};

export type Prepared = Pick<ChromiumTab, 'siteId' | 'siteKey' | 'gateway'> & {
  /** Names the identity that signs the site's keys, in its snippet. */
  pin(fingerprint: string): void;
};

/** Plays one cell in Chromium against a real gateway, and answers what is kept and sent at its end. */
export async function playInChromium({ site, gateway }: Sites, grid: ChromiumGrid, cell: Cell): Promise<Found> {
  const visited = await site({ consent: { ask: 'never', ...grid.consent } });
  const { siteId, siteKey } = visited;
  await grid.prepare?.({ siteId, siteKey, gateway: gateway(), pin: visited.pin });
  let awayMs = 0;
  const open = async (path: string): Promise<ChromiumTab> => {
    const { page, wire } = await visited.open(path, prepare);
    return { page, wire, siteId, siteKey, gateway: gateway(), here: followPage(page, wire) };
  };

  const tab = await open('first');
  await openBox(tab.page);
  await leaveSwitches(tab.page, cell.consent !== 'denied');
  await grid.act(tab);
  if (cell.consent === 'withdrawn midway') {
    await openBox(tab.page);
    await leaveSwitches(tab.page, false);
  }
  const sentBefore = eventsSent(tab.wire).length;

  const after = await travel();
  await grid.look(after, cell);
  const kept = await keptKeys(after.page).catch(nothingReadable);
  const sent = [tab.wire, ...(after.wire === tab.wire ? [] : [after.wire])].flatMap(eventsSent);
  return {
    kept: kept.map((key) => key.replace(/^(\S+) (?:\S+ )?handlr[:.][^:.]+[:.]/, '$1 ')),
    sentSinceJourney: sent.slice(sentBefore),
    sentEver: sent,
  };

  async function prepare(page: Page): Promise<void> {
    if (cell.consent === 'storage blocked') await page.addInitScript(blockStorage);
    if (awayMs > 0) await page.addInitScript(moveClock, awayMs);
  }

  async function travel(): Promise<ChromiumTab> {
    if (cell.journey === 'second tab') return open('second');
    if (cell.journey === 'browser restart' || cell.journey === 'return after window') {
      if (cell.journey === 'return after window') awayMs = grid.windowMs + 1_000;
      await visited.restart();
      return open('second');
    }
    if (cell.journey === 'reload') await tab.page.reload();
    else await tab.page.goto(`${visited.address}/second`);
    await tab.page.locator('button.launcher').waitFor();
    return tab;
  }
}

function followPage(page: Page, wire: Wire): ChromiumTab['here'] {
  let before = { frames: 0, requests: 0 };
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) before = { frames: wire.frames.length, requests: wire.requests.length };
  });
  return () => ({
    asked: wire.requests.slice(before.requests).map(({ url }) => url),
    sent: eventsSent({ frames: wire.frames.slice(before.frames) }),
  });
}

/** Where storage is blocked there is nothing that could be read. */
function nothingReadable(error: unknown): string[] {
  if (error instanceof Error && error.message.includes('Blocked')) return [];
  throw error;
}

// These run in the page, so they can see nothing of this module.
function blockStorage(): void {
  const block = {
    get: () => {
      throw new DOMException('Blocked', 'SecurityError');
    },
  };
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, block);
  Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} });
}

function moveClock(byMs: number): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + byMs;
}
