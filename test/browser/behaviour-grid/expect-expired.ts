import { expect } from 'vitest';
import type { Cell } from '../../behaviours/grid/cells.ts';
import { openBox } from '../../support/open-box.ts';
import { keptKeys } from '../consent-grid/consent-site.ts';
import type { ChromiumTab } from './chromium-browser.ts';

/** After the window what was kept has expired: nobody reads it any more, and it goes once the box has loaded. */
export async function expectExpired({ page }: ChromiumTab, { journey, consent }: Cell, word: string): Promise<void> {
  if (journey !== 'return after window' || consent !== 'granted') return;
  await openBox(page);
  await expect.poll(async () => (await keptKeys(page)).filter((key) => key.endsWith(`:${word}`))).toEqual([]);
}
