import { type BoxPlace, corners, fitBox } from '@handlr/core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { nothingStored, readStorage, runAxe } from '../support/chromium.ts';
import { active, button, field, launcher, openBox, startChat, useBrowser, write } from './widget-page.ts';

const { visit } = useBrowser();
const key = 'handlr:test-site:box-state';

const box = (page: Page) => page.getByRole('dialog');
const rect = async (page: Page) => {
  const { x = 0, y = 0, width = 0, height = 0 } = (await box(page).boundingBox()) ?? {};
  return [x, y, width, height].map((length) => Math.round(length * 100) / 100);
};
const kept = async (page: Page) => JSON.parse((await readStorage(page)).sessionStorage[key] ?? 'null')?.record ?? null;

async function openTool(page: Page): Promise<void> {
  await page.locator('.header .avatar').hover();
  await button(page, 'Move and resize').click();
}

async function drag(page: Page, from: readonly [number, number], by: readonly [number, number]): Promise<void> {
  await page.mouse.move(...from);
  await page.locator('.arrange .tool').waitFor();
  await page.mouse.down();
  await page.mouse.move(from[0] + by[0], from[1] + by[1], { steps: 4 });
  await page.mouse.up();
}

/** As another tab would say it. */
const say = (page: Page, place: BoxPlace | null) =>
  page.evaluate((given) => {
    const channel = new BroadcastChannel('handlr:test-site');
    channel.postMessage({ word: 'box', value: { place: given } });
  }, place);

describe('where the box stands', () => {
  test('BOX8 BOX9 is so from the first paint on the next page: nothing moves', async () => {
    const { page, gateway, problems } = await visit({}, [], (early) =>
      early.addInitScript(() => {
        const shifts: unknown[] = [];
        Object.assign(window, { shifts });
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((entry) => entry.toJSON()))).observe({
          type: 'layout-shift',
          buffered: true,
        });
      }),
    );
    // Nobody joins: what is said of that takes more room than what was said before.
    await openBox(page);
    await write(page, 'Hello');
    await openTool(page);
    await button(page, 'To the top left').click();
    await expect.poll(() => rect(page)).toEqual([20, 92, 384, 656]);
    expect(await launcher(page).boundingBox()).toMatchObject({ x: 20, y: 20 });
    for (const next of ['/', '/other']) {
      await page.goto(`${gateway.url}${next}`);
      expect(await launcher(page).boundingBox()).toMatchObject({ x: 20, y: 20 });
      await field(page).waitFor();
      expect(await rect(page)).toEqual([20, 92, 384, 656]);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toEqual([]);
    }
    expect(problems).toEqual([]);
  });

  test.each(['ltr', 'rtl'] as const)('BOX3 BOX9 is what core says, on every screen, %s', async (direction) => {
    const { page, gateway } = await visit();
    gateway.setPageLanguage(`lang="en" dir="${direction}"`);
    await page.reload();
    await openBox(page);
    const screens = [
      [480, 420],
      [600, 500],
      [1000, 800],
      [1440, 900],
    ] as const;
    for (const corner of corners) {
      for (const lengths of [
        [20, 92, 384, 656],
        [300, 200, 720, 960],
        [8, 8, 304, 320],
      ] as const) {
        const [inlinePx, blockPx, widthPx, heightPx] = lengths;
        const place = { corner, inlinePx, blockPx, widthPx, heightPx };
        await say(page, place);
        for (const [width, height] of screens) {
          await page.setViewportSize({ width, height });
          const fitted = fitBox(place, { widthPx: width, heightPx: height });
          const x = direction === 'ltr' ? fitted.inlinePx : width - fitted.inlinePx - fitted.widthPx;
          const wanted = [x, fitted.blockPx, fitted.widthPx, fitted.heightPx];
          await expect.poll(() => rect(page), { message: JSON.stringify({ place, width, height }) }).toEqual(wanted);
        }
      }
    }
  });

  test('BOX4 BOX5 BOX6 follows the mouse: dragged, dropped near a corner, pulled at an edge', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    // At 596, 52 on a screen of 1000 by 800.
    expect(await rect(page)).toEqual([596, 52, 384, 656]);
    await drag(page, [700, 70], [-300, 40]);
    expect(await rect(page)).toEqual([296, 92, 384, 656]);
    expect((await kept(page)).place).toMatchObject({ corner: 'end-start', inlinePx: 296, blockPx: 52 });
    await drag(page, [297, 400], [-100, 0]);
    expect(await rect(page)).toEqual([196, 92, 484, 656]);
    await drag(page, [674, 742], [-1000, -1000]);
    expect(await rect(page)).toEqual([196, 92, 304, 320]);
    await drag(page, [300, 120], [-170, 10]);
    expect(await rect(page)).toEqual([20, 92, 304, 320]);
    await page.mouse.click(60, 120);
    expect(await rect(page)).toEqual([20, 92, 304, 320]);
  });

  test('BOX4 BOX5 follows the keyboard, and goes back to where the site has it', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await button(page, 'Your privacy').focus();
    await page.locator('.arrange .tool').waitFor();
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => active(page)).toContain('tool');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Move and resize' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    expect(await rect(page)).toEqual([580, 36, 384, 656]);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowUp');
    expect((await rect(page)).slice(2)).toEqual([368, 640]);
    expect(await runAxe(page)).toEqual([]);
    await button(page, 'Put it back').click();
    expect(await rect(page)).toEqual([596, 52, 384, 656]);
    expect(await kept(page)).toEqual({ box: 'open', place: null });
    await page.keyboard.press('Escape');
    expect(await page.getByRole('group', { name: 'Move and resize' }).count()).toBe(0);
    await box(page).waitFor();
  });

  test('BOX4 follows a finger, whose first pull asks for the code', async () => {
    const { page, gateway, context } = await visit({ hasTouch: true });
    await startChat(page, gateway);
    const devtools = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
    await touch('touchStart', 680, 70);
    await page.locator('.arrange .tool').waitFor();
    for (const x of [640, 560, 480]) await touch('touchMove', x, 110);
    await touch('touchEnd');
    await expect.poll(() => rect(page)).toEqual([396, 92, 384, 656]);
  });

  test('BOX7 is so in the other tabs', async () => {
    const { page, gateway, context } = await visit();
    await startChat(page, gateway);
    const other = await context.newPage();
    await other.setViewportSize({ width: 1000, height: 800 });
    await other.goto(gateway.url);
    await openBox(other);
    await openTool(page);
    await button(page, 'To the top right').click();
    await expect.poll(() => rect(other)).toEqual([596, 92, 384, 656]);
    await other.getByRole('button', { name: 'Minimise' }).click();
    await expect.poll(() => box(page).count()).toBe(0);
  });

  test('BOX1 is in memory alone without a chat, a draft or consent, and never on the wire', async () => {
    const { page, wire } = await visit();
    await openBox(page);
    await openTool(page);
    await button(page, 'To the top left').click();
    await expect.poll(() => rect(page)).toEqual([20, 92, 384, 656]);
    expect(await readStorage(page)).toEqual(nothingStored);
    expect([wire.sockets, (await wire.sentText()).includes('start-start')]).toEqual([[], false]);
    await page.reload();
    expect((await launcher(page).boundingBox())?.x).toBe(924);
  });

  test('BOX3 covers a phone as ever: there is nothing to move', async () => {
    const { page, gateway, wire } = await visit({ viewport: { width: 320, height: 640 } });
    await startChat(page, gateway);
    await say(page, { corner: 'start-start', inlinePx: 20, blockPx: 92, widthPx: 384, heightPx: 500 });
    await page.locator('.header .avatar').hover();
    expect(await box(page).count()).toBe(1);
    await page.setViewportSize({ width: 330, height: 640 });
    await expect.poll(() => rect(page)).toEqual([0, 0, 330, 640]);
    expect(wire.requests.filter(({ url }) => url.includes('/arrange-'))).toEqual([]);
  });
});
