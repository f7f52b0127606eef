import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deviceEntryNames, wholeDeviceRegister, gatewayRegister } from '@handlr/privacy';
import type { Purpose } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { openBox } from '../support/open-box.ts';
import { keptKeys, leaveSwitches, useConsentSites, write } from './consent-grid/consent-site.ts';

const { site, gateway } = useConsentSites();
const isExempt = (purpose: Purpose): boolean => purpose === 'service' || purpose === 'security';

test('with everything denied a visitor chats, drafts and resumes, and only service and security rows are kept', async () => {
  const visited = await site();
  const { page } = await visited.open('first');
  await openBox(page);
  await leaveSwitches(page, false);
  await write(page, 'Do you ship to Norway?');
  const field = page.getByRole('textbox', { name: 'Your message' });
  await field.fill('And how long does it');
  await expect.poll(async () => (await keptKeys(page)).some((key) => key.endsWith(':draft'))).toBe(true);

  await page.goto(`${visited.address}/second`);
  await openBox(page);
  await page.locator('.bubble', { hasText: 'Do you ship to Norway?' }).waitFor();
  await expect.poll(() => field.inputValue()).toBe('And how long does it');
  await field.press('End');
  await field.pressSequentially(' take?');
  await page.keyboard.press('Enter');
  await page.locator('.bubble', { hasText: 'And how long does it take?' }).waitFor();
  await expect.poll(async () => (await keptKeys(page)).some((key) => key.endsWith(':draft'))).toBe(false);

  await page.reload();
  await openBox(page);
  await page.locator('.bubble', { hasText: 'take?' }).waitFor();
  const exempt = deviceEntryNames.flatMap((name) => {
    const { medium, purpose } = wholeDeviceRegister[name];
    return isExempt(purpose) && medium.kind !== 'table'
      ? [`${medium.kind} handlr:${visited.siteKey}:${medium.key}`]
      : [];
  });
  const kept = await keptKeys(page);
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter((key) => !exempt.includes(key))).toEqual([]);
  expect(rowsOf(visited.siteId)).toEqual([]);
});

/** Rows of the site for a purpose that needs consent, as `table: count`. */
function rowsOf(siteId: string): string[] {
  const database = new DatabaseSync(join(gateway().folder, 'data/handlr.db'), { readOnly: true });
  try {
    const tables = Object.values(gatewayRegister).filter(
      ({ fields, purpose }) => 'siteId' in fields && !isExempt(purpose),
    );
    expect(tables.length).toBeGreaterThan(2);
    return tables.flatMap(({ medium }) => {
      if (medium.kind !== 'table') return [];
      const { count } =
        database.prepare(`SELECT count(*) AS count FROM ${medium.table} WHERE site_id = ?`).get(siteId) ?? {};
      return count === 0 ? [] : [`${medium.table}: ${String(count)}`];
    });
  } finally {
    database.close();
  }
}
