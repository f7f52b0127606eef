import { expect } from 'vitest';
import type { SiteChecks } from '@handlr/protocol';
import { mayBeKept } from '../../behaviours/grid/cells.ts';
import { promptSuppressionGrid } from '../../behaviours/prompt-suppression/prompt-suppression.grid.ts';
import { keptKeys } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid, ChromiumTab } from './chromium-browser.ts';
import { allowsHistory, hasAskedForChecks, layDownChecks } from './lay-down-checks.ts';

const { word, windowMs, keys, wire } = promptSuppressionGrid;
const welcome: SiteChecks['checks'][number] = {
  id: 'welcome',
  name: 'Welcome',
  on: true,
  when: { is: 'time-on-page', seconds: 1 },
  then: [{ do: 'prompt', text: 'Can we help?', from: 'Maya', choices: [{ label: 'No, thanks', then: 'close' }] }],
  scope: 'page',
};
const prompt = ({ page }: ChromiumTab) => page.getByRole('region', { name: 'Message from Maya' });
/** Longer than it takes to be prompted. */
const settlesMs = 2_500;

export const promptSuppression: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  prepare: (site) => layDownChecks(site, [welcome]),
  async act(tab) {
    const { page } = tab;
    // Nobody is prompted while they have the box open.
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const isKeeping = await keptKeys(page).then(
      () => true,
      () => false,
    );
    if (isKeeping && (await allowsHistory(tab))) {
      await prompt(tab).getByRole('button', { name: 'No, thanks' }).first().click();
      return prompt(tab).waitFor({ state: 'detached' });
    }
    await page.waitForTimeout(settlesMs);
    expect(await prompt(tab).count()).toBe(0);
  },
  async look(tab, cell) {
    const isAllowed = mayBeKept(cell, 'history');
    if (isAllowed) await expect.poll(() => hasAskedForChecks(tab)).toBe(true);
    if (isAllowed && cell.journey === 'return after window') return prompt(tab).waitFor();
    await tab.page.waitForTimeout(settlesMs);
    expect([await prompt(tab).count(), hasAskedForChecks(tab)]).toEqual([0, isAllowed]);
  },
};
