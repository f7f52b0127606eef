import { type DeviceEntryName, deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Wire } from '../support/chromium.ts';
import { type Cell, expectedPurposes, gridCells } from './consent-grid/cells.ts';
import { vendorId } from './consent-grid/client-page.ts';
import {
  consentOnPage,
  eventsSent,
  keptKeys,
  leaveSwitches,
  setGpc,
  useConsentSites,
  write,
} from './consent-grid/consent-site.ts';

const cells = gridCells();
const { site, gateway } = useConsentSites();

describe('what is kept and what is sent, in every cell of the grid, is what the register says', () => {
  test('the grid has every source, both jurisdictions, and every pair of words', () => {
    expect(cells.length).toBeGreaterThanOrEqual(24);
    const answers = cells.map(expectedPurposes);
    for (const purpose of ['functionality', 'history'] as const) {
      expect(new Set(answers.map((answer) => answer[purpose]))).toEqual(new Set([true, false]));
    }
  });

  test.each(cells.map((cell) => [words(cell), cell] as const))('%s', async (_words, cell) => {
    const { banner } = cell;
    const { context, open, siteKey, isKnown } = await site({ banner, consent: consentOf(cell) });
    const isOn = cell.gpc !== 'off';
    if (isOn) await context.setExtraHTTPHeaders({ 'Sec-GPC': '1' });
    const prepare = async (page: Page): Promise<void> => (isOn ? setGpc(page, true) : undefined);

    const { page: first } = await open('first', prepare);
    await write(first, 'Hello');
    if (cell.widget !== 'silent') await leaveSwitches(first, cell.widget === 'on');
    await first.close();

    const { page, wire, problems } = await open('second', prepare);
    await write(page, 'Again');
    await expect.poll(() => keptKeys(page)).toEqual(await expectedKeys(page, cell, siteKey));
    // Whatever was on its way has come.
    await write(page, 'Last');
    expect(await keptKeys(page)).toEqual(await expectedKeys(page, cell, siteKey));
    expect(await consentOnPage(page)).toMatchObject(expectedPurposes(cell));
    expectWire(wire, expectedPurposes(cell).history);
    expect(await isKnown()).toBe(expectedPurposes(cell).history);
    expect(problems).toEqual([]);
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

/** Nothing in a cell leads to them: what is told at once, what other acts keep, and what the end of a transcript needs not. */
const withoutOccasion = new Set<DeviceEntryName>([
  'withdrawal',
  'ban',
  'draft',
  'transcriptPosition',
  'visitorEmail',
  'promptDismissal',
  'promptHistory',
  'firedChecks',
  'pageTime',
]);

/** From the register: a key for each entry whose purpose is allowed and whose occasion was there. */
async function expectedKeys(page: Page, cell: Cell, siteKey: string): Promise<string[]> {
  // A decision is kept once the visitor has made one; in some cells there is no switch to press.
  const hasDecided = (await keptKeys(page)).some((key) => key.endsWith(':consent'));
  const allowed = { service: true, ...expectedPurposes(cell) };
  return deviceEntryNames
    .flatMap((name) => {
      const { medium, purpose } = wholeDeviceRegister[name];
      const isAllowed = purpose in allowed && Reflect.get(allowed, purpose) === true;
      const isDue = !withoutOccasion.has(name) && (name !== 'consent' || hasDecided);
      if (!isAllowed || !isDue || medium.kind === 'table') return [];
      return [`${medium.kind} handlr:${siteKey}:${medium.key}`];
    })
    .toSorted();
}

/** Without history no event of it is sent, and nothing that could stand for the visitor. */
function expectWire(wire: Wire, history: boolean): void {
  const events = new Set(eventsSent(wire));
  const always = ['chat:resume', 'message:send', 'typing:set', 'read:mark', 'message:fetch', 'consent:state'];
  const allowed = history ? [...always, 'visit:report'] : always;
  expect([...events].filter((event) => !allowed.includes(event))).toEqual([]);
  expect(events.has('visit:report')).toBe(history);
  const sent = wire.frames.filter(({ direction }) => direction === 'sent');
  expect(sent.some(({ payload }) => payload.includes('visitorToken'))).toBe(history);
  for (const { pathname, search } of wire.to(gateway().url).map(({ url }) => new URL(url))) {
    expect(pathname).toMatch(/^\/(?:sites\/site-\d+\/loader\.js|assets\/[\w.-]+)$/);
    expect(search).toBe('');
  }
}
