import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAssets } from '../../packages/gateway/src/http/assets.ts';
import { systemClock } from '../../packages/gateway/src/system.ts';
import { ensureBuilt } from '../support/build.ts';
import { captureWire, launchChromium } from '../support/chromium.ts';
import { connectAgent, type TestSocket } from '../support/socket-client.ts';
import { createId } from '@handlr/core';
import { systemRandom as random } from '../../packages/gateway/src/system.ts';
import { siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { startClientPage } from './consent-grid/client-page.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Shorter words tell nobody from others. */
const shortestValue = 6;

let gateway: TestGateway;
let site: Awaited<ReturnType<typeof startClientPage>>;
let browser: Browser;
let agent: TestSocket;

beforeAll(async () => {
  await ensureBuilt(['widget', 'console']);
  site = await startClientPage(
    () => gateway.url,
    () => 'silent',
  );
  gateway = await startTestGateway({ assets: await readAssets(), origins: [site.url] });
  agent = await connectAgent(gateway.url, await gateway.signIn('agent'));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  agent?.close();
  await gateway?.close();
  await site?.close();
});

test('a refuser’s two visits share no value on the wire that others do not send as well', async () => {
  const refuser = await browser.newContext({ reducedMotion: 'reduce' });
  const [first, second] = [await visit(refuser, 0), await visit(refuser, 2)];
  const stranger = await browser.newContext({ reducedMotion: 'reduce' });
  // Whoever comes twice, with what the cache gives everybody.
  const others = new Set([...(await visit(stranger, 0)), ...(await visit(stranger, 2))]);

  expect(first.size).toBeGreaterThan(50);
  const shared = [...first].filter((value) => second.has(value) && !others.has(value));
  expect(shared).toEqual([]);
  // The comparison can find something: within a visit the same chat is named again and again.
  expect([...first].filter((value) => !others.has(value)).length).toBeGreaterThan(2);
  await Promise.all([refuser.close(), stranger.close()]);
}, 120_000);

/** Comes, chats, refuses, leaves. Answers every value that went over the wire, either way. */
async function visit(context: BrowserContext, day: number): Promise<Set<string>> {
  const page = await context.newPage();
  await page.clock.setSystemTime(systemClock.nowMs() + day * dayMs);
  const wire = captureWire(page);
  const headers: Promise<Record<string, string>>[] = [];
  page.on('response', (response) => headers.push(response.allHeaders()));
  await page.goto(`${site.url}/${siteKey}/page`);
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByRole('textbox', { name: 'Your message' }).fill('Hello');
  await page.keyboard.press('Enter');
  await page.locator('.under').getByText('Sent').waitFor();
  // Who refused already is not asked again.
  if (day === 0) await refuse(page);
  const sent = JSON.parse(await wire.sentText());
  const received = wire.frames.filter(({ direction }) => direction === 'received');
  const all = JSON.stringify([sent, received, await Promise.all(headers)]);
  await page.close();
  return new Set(all.match(/[\w-]+/g)?.filter((value) => value.length >= shortestValue));
}

async function refuse(page: Page): Promise<void> {
  const { store, siteId } = gateway;
  const chat = (await store.listOpenChats([siteId], 50)).at(-1)?.chat;
  const key = { siteId, chatId: chat?.chatId ?? '' };
  await agent.ask('chat:accept', key);
  await agent.ask('message:send', { ...key, audience: 'public', messageId: createId(random), body: 'Hello there' });
  await page.getByRole('button', { name: 'No, thanks' }).click();
  await page.getByRole('button', { name: 'No, thanks' }).waitFor({ state: 'detached' });
  await agent.ask('chat:end', key);
  await page.getByText('This chat has ended').first().waitFor();
}
