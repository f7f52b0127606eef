import { join } from 'node:path';
import { expect } from 'vitest';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import { createSiteKeys } from '../../../packages/gateway/src/visitor-email/index.ts';
import { visitorEmailGrid } from '../../behaviours/visitor-email/visitor-email.grid.ts';
import { openBox } from '../../support/open-box.ts';
import { eventsSent, keptKeys, namesOf, write } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid, ChromiumTab } from './chromium-browser.ts';
import { expectExpired } from './expect-expired.ts';

const { word, windowMs, keys } = visitorEmailGrid;
const email = 'ada@example.org';
const address = ({ page }: ChromiumTab) => page.getByRole('textbox', { name: 'E-mail address' });

export const visitorEmail: ChromiumGrid = {
  word,
  windowMs,
  keys,
  // Whether one was left is asked when the form is opened; that it is not before, `look` sees to.
  wire: () => ({ unseen: ['contact:set', 'contact:remove'] }),
  async prepare({ gateway, siteKey, pin }) {
    pin(await createSiteKeys({ keyDir: join(gateway.folder, 'keys'), random }).create(siteKey));
  },
  async act(tab) {
    const { page } = tab;
    await write(page, 'Hello');
    await openForm(tab);
    await address(tab).fill(email);
    const isRemembered = await page.getByRole('checkbox', { name: 'Remember it' }).isChecked();
    await page.getByRole('button', { name: 'Leave it' }).click();
    await page.getByRole('heading', { name: 'You left' }).waitFor();
    // Where nothing is kept there is nothing to wait for.
    if (isRemembered) await expect.poll(async () => namesOf(await keptKeys(page).catch(() => [word]))).toContain(word);
    await page.getByRole('button', { name: 'Back to the chat' }).click();
  },
  async look(tab, cell) {
    const { page, wire: captured } = tab;
    const goesOn = cell.consent !== 'storage blocked' && cell.journey !== 'return after window';
    await openBox(page);
    if (goesOn) await page.locator('.bubble', { hasText: 'Hello' }).waitFor();
    else await write(page, 'Back again');
    expect(tab.here().sent.filter((name) => name.startsWith('contact:'))).toEqual([]);
    await openForm(tab);
    // The gateway says that there is one, and not what is in it.
    if (goesOn) await page.getByRole('button', { name: 'Replace it' }).click();
    expect(await address(tab).inputValue()).toBe(keys(cell).length > 0 ? email : '');
    expect(eventsSent(captured)).toContain('contact:look');
    expect(await captured.sentText()).not.toContain(email);
    // A form in place of an address that was left has a way back of its own.
    await page.getByRole('button', { name: 'Back to the chat' }).first().click();
    await expectExpired(tab, cell, word);
  },
};

async function openForm({ page }: ChromiumTab): Promise<void> {
  await page.getByRole('button', { name: 'Leave your e-mail' }).click();
  await page.getByRole('heading', { name: 'Your e-mail' }).waitFor();
}
