import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, nothingStored, type OpenedPage, readStorage, runAxe } from '../support/chromium.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;
let harness: Harness;
let opened: OpenedPage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  harness = await createHarness(browser);
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened.problems).toEqual([]);
  await opened.close();
});

async function open(query = '?supervisor', options: Parameters<Harness['open']>[1] = {}): Promise<void> {
  opened = await harness.open(query, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
  ({ page } = opened);
  await page.locator('.chat-row').first().waitFor();
}

const pick = (name: string) => page.locator('.chat-row', { hasText: name }).click();
const dialog = () => page.getByRole('dialog');
const toast = () => page.locator('.toast');
const sent = (wanted: string) =>
  page.evaluate(
    (name) => globalThis.gateway.requests.filter((request) => request.name === name).map(({ payload }) => payload),
    wanted,
  );

async function openDialog(name = 'Nora'): Promise<void> {
  await pick(name);
  await page.getByRole('button', { name: 'Ban visitor…' }).click();
  await dialog().getByLabel('Their network').isEnabled();
  await expect.poll(async () => (await sent('ban:prepare')).length).toBe(1);
}

describe('the dialog', () => {
  test('bans by keyboard alone, with a scope, a length and a reason, and takes it back', async () => {
    await open();
    await pick('Nora');
    await page.keyboard.press('Escape');
    await page.keyboard.press('b');
    await dialog().getByLabel('This chat').focus();
    await expect.poll(() => dialog().getByLabel('Their network').isEnabled()).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await dialog().getByLabel('Their network').isChecked()).toBe(true);
    expect(await dialog().getByRole('status').textContent()).toContain('2 other visitors are connected from it');
    // The usual length follows the scope until somebody chooses one.
    expect(await dialog().getByLabel('1 day').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Thr');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Said he would come round');
    await dialog().getByRole('button', { name: 'Ban visitor' }).press('Enter');
    await toast().getByText('is banned until').waitFor();
    expect(await sent('ban:add')).toMatchObject([
      { scope: 'network', reason: 'threats', note: 'Said he would come round', forMs: 7 * 86_400_000 },
    ]);
    expect(await dialog().count()).toBe(0);
    await toast().getByRole('button', { name: 'Undo' }).press('Enter');
    await toast().getByText('The ban is taken back.').waitFor();
    expect(await sent('ban:lift')).toHaveLength(1);
    expect(await readStorage(page)).toEqual(nothingStored);
  });

  test('asks for a reason, says why something cannot be chosen, and that nothing happened when it failed', async () => {
    await open();
    await page.evaluate(() => globalThis.gateway.forgetNetworks());
    await openDialog('Visitor from Germany');
    const network = dialog().getByLabel('Their network');
    await dialog().getByText('they left more than half an hour ago').waitFor();
    expect([await network.isDisabled(), await dialog().getByLabel('This visitor').isDisabled()]).toEqual([true, true]);
    await dialog().getByRole('button', { name: 'Ban visitor' }).click();
    await dialog().getByText('Choose a reason first.').waitFor();
    await page.evaluate(() => globalThis.gateway.refuseBans(true));
    await dialog().getByLabel('Reason').selectOption('spam');
    await dialog().getByRole('button', { name: 'Ban visitor' }).click();
    await dialog().getByText('nobody is banned').waitFor();
    await page.keyboard.press('Escape');
    expect([await dialog().count(), await toast().count()]).toEqual([0, 0]);
  });

  test('is in the palette, and whoever has no role for it sees neither it nor the screen', async () => {
    await open('');
    await page.locator('.chat-row').first().waitFor();
    expect(await page.getByRole('button', { name: 'Bans' }).count()).toBe(0);
    await pick('Nora');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ban');
    await page.keyboard.press('Enter');
    await dialog().getByText('Whom', { exact: true }).waitFor();
  });
});

describe('the screen', () => {
  const rows = () => page.locator('.ban-table tbody tr');
  const show = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Bans' }).click();
    await rows().first().waitFor();
  };

  test('lists who is banned, why, by whom, for how long yet and how often they came; filters; shows what ended', async () => {
    await open();
    await show();
    expect(await rows().count()).toBe(3);
    const first = (await rows().first().textContent()) ?? '';
    for (const words of [
      'A network',
      'Wrenmarsh',
      'Threats',
      'Third time today',
      'Maya',
      '22 hours left',
      '14 times',
    ]) {
      expect(first).toContain(words);
    }
    await page.getByLabel('Whom').selectOption('visitor');
    expect(await rows().count()).toBe(1);
    await page.getByLabel('Site').selectOption({ label: 'Wrenmarsh Pottery' });
    await page.getByText('Nothing fits these filters.').waitFor();
    await page.getByLabel('Site').selectOption('');
    await page.getByLabel('Whom').selectOption('');
    await page.getByRole('button', { name: /Ended/ }).click();
    expect(await rows().allTextContents()).toEqual([
      expect.stringContaining('Lifted'),
      expect.stringContaining('Ended'),
    ]);
    expect(await rows().getByRole('button').count()).toBe(0);
  });

  test('a lift can be taken back before the gateway hears of it, and then is done', async () => {
    await open();
    await page.clock.install();
    await show();
    await rows().first().getByRole('button', { name: 'Lift' }).click();
    await expect.poll(() => rows().count()).toBe(2);
    await page.clock.runFor(3_000);
    await toast().getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rows().count()).toBe(3);
    await page.clock.runFor(10_000);
    expect(await sent('ban:lift')).toEqual([]);
    await rows().first().getByRole('button', { name: 'Lift' }).click();
    await page.clock.runFor(7_000);
    await expect.poll(async () => (await sent('ban:lift')).length).toBe(1);
    await page.getByRole('button', { name: /Ended/ }).click();
    await expect.poll(() => rows().count()).toBe(3);
  });

  test('an extension makes it longer, never shorter', async () => {
    await open();
    await show();
    await rows().first().getByRole('button', { name: 'Extend' }).click();
    await dialog().getByLabel('1 hour').check({ force: true });
    await dialog().getByRole('button', { name: 'Extend' }).click();
    await dialog().getByText('already takes longer').waitFor();
    await dialog().getByLabel('30 days').check({ force: true });
    await dialog().getByRole('button', { name: 'Extend' }).click();
    await rows()
      .first()
      .getByText(/29 days left|30 days left/)
      .waitFor();
    expect(await sent('ban:extend')).toMatchObject([{ forMs: 30 * 86_400_000 }]);
  });

  test('says so when they do not load, and tries again', async () => {
    await open();
    await page.evaluate(() => globalThis.gateway.refuseBans(true));
    await page.getByRole('button', { name: 'Bans' }).click();
    await page.getByText('The bans didn’t load').waitFor();
    await page.evaluate(() => globalThis.gateway.refuseBans(false));
    await page.getByRole('button', { name: 'Try again' }).click();
    await rows().first().waitFor();
  });
});

const looks = [
  ['light', 1440],
  ['dark', 1440],
  ['light', 768],
  ['dark', 320],
] as const;

test.each(looks)(
  'axe finds nothing, and nothing overflows: %s, %i px',
  { timeout: 120_000 },
  async (colorScheme, width) => {
    await open('?supervisor', { colorScheme, viewport: { width, height: 900 } });
    const folder = process.env['HANDLR_SCREENSHOTS'];
    const look = async (name: string): Promise<void> => {
      expect(await runAxe(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${colorScheme}-${width}.png` });
    };
    await openDialog();
    await dialog().getByText('Their network').click();
    await dialog().getByRole('button', { name: 'Ban visitor' }).click();
    await look('ban-dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Bans' }).click();
    await page.locator('.ban-table').waitFor();
    await look('bans');
    await page.getByRole('button', { name: 'Extend' }).first().click();
    await look('extend-dialog');
  },
);
