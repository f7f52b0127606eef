import { expect } from 'vitest';
import { banGrid } from '../../behaviours/ban/ban.grid.ts';
import { banOf } from '../../support/ban-answers.ts';
import { openBox } from '../../support/open-box.ts';
import { connectAgent, type TestSocket } from '../../support/socket-client.ts';
import { write } from '../consent-grid/consent-site.ts';
import type { ChromiumGrid, ChromiumTab } from './chromium-browser.ts';

const { word, windowMs, keys, wire } = banGrid;
const closed = ({ page }: ChromiumTab) => page.getByRole('heading', { name: 'The chat is closed for now' });
/** By site: the ban that stands there. */
const bans = new Map<string, string>();

export const ban: ChromiumGrid = {
  word,
  windowMs,
  keys,
  wire,

  async act(tab) {
    await write(tab.page, 'Hello');
    const { siteId, gateway } = tab;
    const chat = (await gateway.store.listOpenChats([siteId], 1))[0]?.chat;
    const asked = { siteId, chatId: chat?.chatId, scope: 'network', reason: 'abuse', note: '' };
    const made = banOf(await withAgent(tab, (agent) => agent.ask('ban:add', asked)));
    bans.set(siteId, made.banId);
    await closed(tab).waitFor();
  },

  async look(tab, { journey, consent }) {
    const { page, siteId } = tab;
    // The gateway's clock does not go along with the page's.
    if (journey === 'return after window') {
      await withAgent(tab, (agent) => agent.ask('ban:lift', { siteId, banId: bans.get(siteId) }));
      await openBox(page);
      await write(page, 'Back again');
      return;
    }
    await openBox(page);
    if (consent === 'storage blocked') {
      expect(await closed(tab).count()).toBe(0);
      await page.getByRole('textbox', { name: 'Your message' }).fill('Hello again');
      await page.keyboard.press('Enter');
    }
    await closed(tab).waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
  },
};

async function withAgent<Value>({ gateway }: ChromiumTab, run: (agent: TestSocket) => Promise<Value>): Promise<Value> {
  const agent = await connectAgent(gateway.url, await gateway.signIn('supervisor'));
  try {
    return await run(agent);
  } finally {
    agent.close();
  }
}
