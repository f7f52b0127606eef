import { expect } from 'vitest';
import type { SiteChecks } from '@handlr/protocol';
import { checkLogicGrid } from '../../behaviours/check-logic/check-logic.grid.ts';
import { mayBeKept } from '../../behaviours/grid/cells.ts';
import { openBox } from '../../support/open-box.ts';
import type { ChromiumGrid, ChromiumTab } from './chromium-browser.ts';
import { expectExpired } from './expect-expired.ts';
import { allowsHistory, hasAskedForChecks, layDownChecks } from './lay-down-checks.ts';

const { word, windowMs, keys, wire } = checkLogicGrid;
const once: SiteChecks['checks'][number] = {
  id: 'once',
  name: 'Once',
  on: true,
  when: { is: 'page', paths: ['/**'] },
  then: [{ do: 'offline-form' }],
  scope: 'visitor',
};
const form = ({ page }: ChromiumTab) => page.getByRole('heading', { name: 'Nobody is here right now' });
/** Longer than a check takes to come about. */
const settlesMs = 1_000;

export const checkLogic: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  prepare: (site) => layDownChecks(site, [once]),
  async act(tab) {
    if (await allowsHistory(tab)) return form(tab).waitFor();
    await tab.page.waitForTimeout(settlesMs);
    expect([await form(tab).count(), hasAskedForChecks(tab)]).toEqual([0, false]);
  },
  async look(tab, cell) {
    const isAllowed = mayBeKept(cell, 'history') && cell.journey !== 'return after window';
    await openBox(tab.page);
    if (isAllowed) await expect.poll(() => hasAskedForChecks(tab)).toBe(true);
    await tab.page.waitForTimeout(settlesMs);
    expect([await form(tab).count(), hasAskedForChecks(tab)]).toEqual([0, isAllowed]);
    await expectExpired(tab, cell, word);
  },
};
