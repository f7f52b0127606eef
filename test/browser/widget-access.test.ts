import { describe, expect, test } from 'vitest';
import { runAxe } from '../support/chromium.ts';
import { active, button, field, launcher, openBox, startChat, useBrowser } from './widget-page.ts';

const { visit } = useBrowser();

describe('by keyboard', () => {
  test('opens into the field, minimises with Escape back to the launcher, and keeps what is typed', async () => {
    const { page } = await visit();
    await launcher(page).focus();
    await page.keyboard.press('Enter');
    await field(page).waitFor();
    await page.keyboard.type('One');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('Two');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await active(page)).toContain('launcher');
    expect(await launcher(page).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Enter');
    await expect.poll(() => field(page).inputValue()).toBe('One\nTwo');
  });

  test('Escape leaves the privacy panel first', async () => {
    const { page } = await visit();
    await openBox(page);
    await button(page, 'Your privacy').click();
    await page.getByRole('heading', { name: 'Your privacy' }).waitFor();
    await expect.poll(() => active(page)).toContain('H3');
    await page.keyboard.press('Escape');
    await field(page).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('the focus stays in the box when the chat ends and begins anew', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.end();
    await button(page, 'Start a new chat').waitFor();
    await expect.poll(() => active(page)).toContain('DIV box');
    await button(page, 'Start a new chat').press('Enter');
    await expect.poll(() => active(page)).toContain('TEXTAREA');
  });

  test('whoever reads the page keeps the focus there when the chat ends', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await page.evaluate(() => document.querySelector('handlr-chat')?.shadowRoot?.querySelector('textarea')?.blur());
    gateway.end();
    await button(page, 'Start a new chat').waitFor();
    expect(await active(page)).toBe('');
  });

  test('what comes while the box is away is said beside the launcher', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    gateway.say('Are you there?');
    await page.getByRole('status').getByText('New messages').waitFor();
    await launcher(page).click();
    await field(page).waitFor();
    expect(await page.getByRole('status').getByText('New messages').count()).toBe(0);
  });

  test('forced colours leave an edge to what fills and shadows drew', async () => {
    const { page, gateway } = await visit({ forcedColors: 'active' });
    await startChat(page, gateway);
    for (const part of ['.box', '.bubble', '.grow', '.send']) {
      const style = await page
        .locator(part)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(style, part).toBe('solid');
    }
  });

  test('on a phone the box covers the screen and Tab stays inside', async () => {
    const { page } = await visit({ viewport: { width: 360, height: 640 }, hasTouch: true });
    await openBox(page);
    expect(await page.getByRole('dialog').boundingBox()).toEqual({ x: 0, y: 0, width: 360, height: 640 });
    expect(await page.getByRole('dialog').getAttribute('aria-modal')).toBe('true');
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      expect(await active(page)).not.toBe('');
      expect(await active(page)).not.toContain('launcher');
    }
  });

  test('on a phone a box that was left open does not cover the next page; elsewhere it is open again', async () => {
    for (const [width, dialogs] of [
      [360, 0],
      [1000, 1],
    ] as const) {
      const { page, gateway } = await visit({ viewport: { width, height: 640 } });
      await startChat(page, gateway);
      await page.reload();
      await page.locator('button.launcher[aria-expanded]').waitFor();
      await expect.poll(() => page.getByRole('dialog').count()).toBe(dialogs);
      if (dialogs === 0) await openBox(page);
      await page.locator('.bubble').getByText('Hello').waitFor();
    }
  });

  test('closing says that the chat goes on', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await button(page, 'Close').click();
    await page.getByRole('status').getByText('Your chat goes on').waitFor();
    expect(await active(page)).toContain('launcher');
    expect(gateway.facts().state).toBe('active');
  });
});

describe.each(['light', 'dark'] as const)('axe, %s', (colorScheme) => {
  test('finds nothing in any state of the box', async () => {
    const { page, gateway } = await visit({ colorScheme });
    const check = async (state: string) => expect(await runAxe(page), state).toEqual([]);
    await check('launcher');
    await openBox(page);
    await check('empty');
    await startChat(page, gateway);
    gateway.say('Hi');
    gateway.type(true);
    await page.locator('.dots').waitFor();
    await check('typing');
    gateway.refuseSends('invalid');
    await field(page).fill('Two');
    await page.keyboard.press('Enter');
    await page.getByText('Not sent.').waitFor();
    await check('failed');
    await button(page, 'Your privacy').click();
    await button(page, 'Forget me on this computer').click();
    await check('privacy');
    await button(page, 'Back to the chat').click();
    gateway.refuseSockets('unavailable');
    gateway.dropSockets();
    await page.getByText('Connection lost').waitFor();
    await check('lost');
    gateway.refuseSockets(null);
    await page.getByText('Connection lost').waitFor({ state: 'detached' });
    gateway.end();
    await button(page, 'Start a new chat').waitFor();
    await check('ended');
    await button(page, 'Minimise').click();
    await check('minimised');
  }, 30_000);
});
