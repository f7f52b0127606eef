import { limits } from '@handlr/protocol';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { openBox } from '../support/open-box.ts';
import { eventsSent, keptKeys, leaveSwitches, useConsentSites, write } from './consent-grid/consent-site.ts';
import {
  belowPx,
  bodyOf,
  fillChat,
  joinAsAgent,
  scrollBy,
  scrollTo,
  uppermost,
} from './transcript-position/long-chat.ts';

const sites = useConsentSites();
const { site, gateway } = sites;
const agents: { close(): void }[] = [];
afterEach(() => agents.splice(0).forEach(({ close }) => close()));

const middle = bodyOf(140);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** A visitor who has read a chat of 300 messages to its end. */
async function longChat(prepare?: (page: Page) => Promise<unknown>, count = 300) {
  const visited = await site();
  const tab = await visited.open('page', prepare);
  await write(tab.page, 'Hello');
  await fillChat(gateway(), visited.siteId, count);
  await tab.page.goto(`${visited.address}/page`);
  await openBox(tab.page);
  await tab.page.locator('.divider').waitFor();
  await button(tab.page, /messages/).click();
  await expect.poll(() => belowPx(tab.page)).toBeLessThan(2);
  return { ...visited, visited, ...tab };
}

/** … and has gone back to the middle of it. */
async function inTheMiddle() {
  const chat = await longChat();
  await expect.poll(() => hasOlderLine(chat.page, middle)).toBe(true);
  await scrollTo(chat.page, middle);
  await expect.poll(() => kept(chat.page)).toMatchObject({ anchorSeq: 142 });
  const before = await uppermost(chat.page);
  expect(before?.text).toBe(middle);
  return { ...chat, before };
}

async function hasOlderLine(page: Page, text: string): Promise<boolean> {
  if ((await page.locator('.bubble', { hasText: text }).count()) > 0) return true;
  await scrollBy(page, -100_000);
  return false;
}

async function kept(page: Page): Promise<unknown> {
  const texts = await page.evaluate(() =>
    Object.entries(localStorage).find(([key]) => key.endsWith(':transcript-position')),
  );
  return texts === undefined ? null : JSON.parse(texts[1]).record;
}

async function standsAs(page: Page, before: { text: string; topPx: number } | null): Promise<void> {
  await openBox(page);
  await standsThere(page, before);
}

async function standsThere(page: Page, before: { text: string; topPx: number } | null): Promise<void> {
  await expect.poll(async () => (await uppermost(page))?.text).toBe(before?.text);
  const after = await uppermost(page);
  expect(Math.abs((after?.topPx ?? NaN) - (before?.topPx ?? NaN))).toBeLessThanOrEqual(2);
}

describe('the place in a long chat', () => {
  test('TRP2 TRP3 TRP9: another page, a reload, a second tab, a browser restart, a narrower screen', async () => {
    const { page, visited, address, before, problems } = await inTheMiddle();
    await page.goto(`${address}/other`);
    await standsAs(page, before);
    await page.reload();
    await standsAs(page, before);
    const second = await visited.open('second');
    await standsAs(second.page, before);
    await second.page.setViewportSize({ width: 360, height: 640 });
    await standsThere(second.page, before);
    await second.page.close();
    await visited.restart();
    const restarted = await visited.open('later');
    await standsAs(restarted.page, before);
    expect(problems).toEqual([]);
  }, 120_000);

  test('TRP8: is one key on the device, with or without consent, and gone after the window', async () => {
    const { page, visited, siteKey, before } = await inTheMiddle();
    await leaveSwitches(page, true);
    await leaveSwitches(page, false);
    await standsThere(page, before);
    expect(await keptKeys(page)).toEqual([
      `local-storage handlr:${siteKey}:chat-in-progress`,
      `local-storage handlr:${siteKey}:consent`,
      `local-storage handlr:${siteKey}:transcript-position`,
      `session-storage handlr:${siteKey}:box-state`,
    ]);
    await visited.restart();
    const later = await visited.open('later', (tab) =>
      tab.addInitScript((awayMs) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + awayMs;
      }, limits.resumeWindowMs + 1_000),
    );
    await openBox(later.page);
    await later.page.locator('.greeting').waitFor();
    expect((await keptKeys(later.page)).filter((key) => /position|progress/.test(key))).toEqual([]);
    expect(eventsSent(later.wire)).toEqual([]);
  }, 120_000);

  test('TRP8: erasure and a new chat take it along', async () => {
    const { page } = await inTheMiddle();
    await button(page, 'Your privacy').click();
    await button(page, 'Erase this chat').click();
    await button(page, 'Erase it').click();
    await page.getByRole('heading', { name: 'Your chat is erased' }).waitFor();
    await expect.poll(() => kept(page)).toBeNull();
  }, 120_000);

  test('TRP8: where storage is blocked it is in memory, and the box says so', async () => {
    const { page } = await inBlocked();
    await scrollTo(page, bodyOf(70));
    const before = await uppermost(page);
    await button(page, 'Minimise').click();
    await button(page, /Chat with us/).click();
    await standsAs(page, before);
    await page.getByText('This browser keeps nothing right now').waitFor({ state: 'attached' });
  }, 120_000);

  async function inBlocked() {
    const visited = await site();
    const tab = await visited.open('page', (page) =>
      page.addInitScript(() => {
        const block = {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        };
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) Object.defineProperty(window, name, block);
      }),
    );
    await write(tab.page, 'Hello');
    const agent = await joinAsAgent(gateway(), visited.siteId);
    agents.push(agent);
    for (let at = 0; at < 90; at += 1) await agent.say(bodyOf(at));
    await tab.page.locator('.bubble', { hasText: bodyOf(89) }).waitFor();
    return tab;
  }
});

describe('what is new', () => {
  test('TRP1 TRP5 TRP7: stays where one reads, counts beneath it, and leads to the latest', async () => {
    const { page, siteId, before } = await inTheMiddle();
    const agent = await joinAsAgent(gateway(), siteId);
    agents.push(agent);
    const readBefore = await agent.readSeq();
    for (let at = 0; at < 12; at += 1) await agent.say(`News ${at}`);
    await button(page, /New messages/)
      .getByText('12')
      .waitFor();
    await standsThere(page, before);
    expect(await agent.readSeq()).toBe(readBefore);
    // The line stands before the first of them.
    const after = page.locator('.divider ~ .line .bubble').first();
    expect(await after.textContent()).toBe('News 0');
    await button(page, /New messages/).click();
    await expect.poll(() => belowPx(page)).toBeLessThan(2);
    await expect.poll(() => agent.readSeq()).toBe(readBefore + 12);
    expect(await page.locator('.pill').count()).toBe(0);
    // Read, and still where it was.
    expect(await page.locator('.divider').count()).toBe(1);
    await write(page, 'Thank you');
    await page.locator('.divider').waitFor({ state: 'detached' });
  }, 120_000);

  test('TRP1: a message that comes in the very frame in which one scrolls up takes nobody back', async () => {
    const { page, siteId } = await longChat(scrollUpBeforeNews);
    const agent = await joinAsAgent(gateway(), siteId);
    agents.push(agent);
    await agent.say('News');
    await button(page, /New messages/).waitFor();
    expect(await belowPx(page)).toBeGreaterThan(500);
  }, 120_000);

  /** Scrolls right before the page hears of the message, so that no event of scrolling comes between. */
  const scrollUpBeforeNews = (page: Page): Promise<unknown> =>
    page.addInitScript(() => {
      window.WebSocket = class extends WebSocket {
        constructor(url: string | URL, protocols?: string | string[]) {
          super(url, protocols);
          this.addEventListener('message', ({ data }) => {
            if (!String(data).includes('"News"')) return;
            document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript')?.scrollBy(0, -600);
          });
        }
      };
    });

  test('TRP4 TRP5 TRP6: whoever returns begins at the first unread message, and reads as far as they scroll', async () => {
    const visited = await site();
    const { page } = await visited.open();
    await write(page, 'Hello');
    const { siteId } = visited;
    await fillChat(gateway(), siteId, 300);
    const agent = await joinAsAgent(gateway(), siteId);
    agents.push(agent);
    await page.goto(`${visited.address}/other`);
    await openBox(page);
    await page.locator('.divider').waitFor();
    const first = await uppermost(page);
    expect(['Hello', bodyOf(0), bodyOf(1)]).toContain(first?.text);
    await expect.poll(() => agent.readSeq()).toBeGreaterThan(1);
    const read = await agent.readSeq();
    expect(read).toBeLessThan(20);
    await scrollBy(page, 2_000);
    await expect.poll(() => agent.readSeq()).toBeGreaterThan(read);
    expect(await agent.readSeq()).toBeLessThan(150);
  }, 120_000);

  test('TRP6: what is read in one tab is read in all, and a hidden box reads nothing', async () => {
    const visited = await site();
    const one = await visited.open('one');
    await write(one.page, 'Hello');
    const agent = await joinAsAgent(gateway(), visited.siteId);
    agents.push(agent);
    const two = await visited.open('two');
    await openBox(two.page);
    await one.page.bringToFront();
    for (const { page } of [one, two]) {
      if (await button(page, 'Minimise').isVisible()) await button(page, 'Minimise').click();
    }
    await agent.say('One');
    await agent.say('Two');
    for (const { page } of [one, two]) await page.locator('.badge').getByText('2').waitFor();
    expect(await agent.readSeq()).toBeLessThan(2);
    await button(one.page, /Chat with us/).click();
    await one.page.locator('.bubble', { hasText: 'Two' }).waitFor();
    await expect.poll(() => agent.readSeq()).toBe(3);
    await two.page.locator('.badge').waitFor({ state: 'detached' });
  }, 120_000);
});

test('a thousand messages scroll without a stutter', async () => {
  const { page } = await longChat(undefined, 1_000);
  for (let times = 0; times < 12; times += 1) {
    await scrollBy(page, -1_000_000);
    await page.waitForTimeout(150);
  }
  await expect.poll(() => page.locator('.bubble').count()).toBe(1_001);
  const frames = await page.evaluate(async () => {
    const transcript = document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript');
    const gaps: number[] = [];
    let last = performance.now();
    for (let frame = 0; frame < 120; frame += 1) {
      transcript?.scrollBy(0, 300);
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return gaps.toSorted((one, other) => one - other);
  });
  console.log(`1,001 messages: frames of ${frames[60]?.toFixed(1)} ms (median), ${frames[114]?.toFixed(1)} ms (p95)`);
  expect(frames[60]).toBeLessThan(50);
}, 120_000);
