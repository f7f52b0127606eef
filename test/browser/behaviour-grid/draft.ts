import { expect } from 'vitest';
import { draftGrid, isThere } from '../../behaviours/draft/draft.grid.ts';
import { openBox } from '../../support/open-box.ts';
import { keptKeys, namesOf } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = draftGrid;
const text = 'Is it dishwasher-safe?';

export const draft: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act({ page }) {
    await openBox(page);
    await page.getByRole('textbox', { name: 'Your message' }).pressSequentially(text);
    // Where it can be kept, it is by then.
    await expect
      .poll(async () => namesOf(await keptKeys(page)).includes('draft'), { timeout: 2_000 })
      .toBe(true)
      .catch(() => {});
  },
  async look({ page, wire: captured }, cell) {
    await openBox(page);
    const field = page.getByRole('textbox', { name: 'Your message' });
    await expect.poll(() => field.inputValue()).toBe(isThere(cell) ? text : '');
    expect(await captured.sentText()).not.toContain('dishwasher');
  },
};
