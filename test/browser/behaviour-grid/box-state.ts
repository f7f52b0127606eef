import { expect } from 'vitest';
import { boxStateGrid, isAsLeft } from '../../behaviours/box-state/box-state.grid.ts';
import { write } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid } from './chromium-browser.ts';
import { expectExpired } from './expect-expired.ts';

const { word, windowMs, keys, wire } = boxStateGrid;

export const boxState: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,
  async act({ page }) {
    await write(page, 'Hello');
    await page.locator('.header .avatar').hover();
    await page.getByRole('button', { name: 'Move and resize' }).click();
    await page.getByRole('button', { name: 'To the top left' }).click();
    await page.getByRole('button', { name: 'Move and resize' }).click();
  },
  async look(tab, cell) {
    const { page, wire: captured } = tab;
    const launcher = page.locator('button.launcher');
    const box = page.getByRole('dialog');
    if (isAsLeft(cell)) await box.waitFor();
    const place = await launcher.boundingBox();
    expect([(place?.x ?? 0) < 100, (place?.y ?? 0) < 100]).toEqual([isAsLeft(cell), isAsLeft(cell)]);
    if (isAsLeft(cell)) expect(await box.boundingBox()).toMatchObject({ x: 20, y: 92 });
    else expect(await box.count()).toBe(0);
    await expectExpired(tab, cell, word);
    expect(await captured.sentText()).not.toMatch(/start-start|inlinePx/);
  },
};
