import type { Ban } from '@handlr/protocol';
import type { Browser, BrowserContext, Page, WebSocket } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { readAssets } from '../../packages/gateway/src/http/assets.ts';
import { changeConsent } from '../../packages/gateway/src/site/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { banOf } from '../support/ban-answers.ts';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, noteProblems, runAxe } from '../support/chromium.ts';
import { siteKey, startTestGateway, type TestGateway } from '../support/gateway.ts';
import { connectAgent, type TestSocket } from '../support/socket-client.ts';
import { startClientPage } from './consent-grid/client-page.ts';

const contact = 'help@wrenmarsh.example';
let gateway: TestGateway;
let site: Awaited<ReturnType<typeof startClientPage>>;
let browser: Browser;
let agent: TestSocket;
let context: BrowserContext;
const problems: string[][] = [];

beforeAll(async () => {
  await ensureBuilt(['widget', 'console']);
  site = await startClientPage(
    () => gateway.url,
    () => 'silent',
  );
  browser = await launchChromium();
});
beforeEach(async () => {
  gateway = await startTestGateway({ assets: await readAssets(), origins: [site.url] });
  await changeConsent({ store: gateway.store, clock, random }, siteKey, { contact });
  agent = await connectAgent(gateway.url, await gateway.signIn('supervisor'));
  context = await browser.newContext({ reducedMotion: 'reduce' });
});
afterEach(async () => {
  expect(problems.splice(0).flat()).toEqual([]);
  await context.close();
  agent.close();
  await gateway.close();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A tab of the visitor's; sockets that it opens are counted. */
async function openTab(): Promise<{ page: Page; sockets: string[]; isRefused(): boolean }> {
  const page = await context.newPage();
  problems.push(noteProblems(page));
  const sockets: string[] = [];
  const opened: WebSocket[] = [];
  page.on('websocket', (socket) => {
    sockets.push(socket.url());
    opened.push(socket);
  });
  page.on('request', (request) => request.url().includes('/socket/') && sockets.push(request.url()));
  await page.goto(`${site.url}/${siteKey}/page`);
  /** Nothing that it asked is unanswered. */
  const isRefused = (): boolean => opened.every((socket) => socket.isClosed());
  return { page, sockets, isRefused };
}

async function openBox(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Chat with us' }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Your message' }).fill(text);
  await page.keyboard.press('Enter');
}

async function newestChat() {
  const { store, siteId } = gateway;
  const chat = (await store.listOpenChats([siteId], 50)).at(-1)?.chat;
  if (chat === undefined) throw new Error('There is no chat');
  return { siteId, chatId: chat.chatId };
}

async function ban(scope: 'network' | 'chat' = 'network'): Promise<Ban> {
  return banOf(await agent.ask('ban:add', { ...(await newestChat()), scope, reason: 'abuse', note: 'Between us' }));
}

const keptIn = (page: Page): Promise<unknown> =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null'), `handlr:${siteKey}:ban`);

const closed = (page: Page) => page.getByRole('heading', { name: 'The chat is closed for now' });

test('BAN14 BAN40 BAN41 BAN42 a ban shows the closed box in every tab within a second, outlives a reload, opens no socket, and lifts', async () => {
  const [one, two] = [await openTab(), await openTab()];
  await openBox(one.page);
  await write(one.page, 'Hello');
  await one.page.locator('.under').getByText('Sent').waitFor();
  await openBox(two.page);
  await two.page.getByText('Hello', { exact: true }).waitFor();

  const startedAt = performance.now();
  const { endsAt, banId } = await ban();
  const tabs = [one, two];
  await Promise.all(
    tabs.map(({ page }) => page.getByText('Loading…').or(closed(page)).first().waitFor({ timeout: 1_000 })),
  );
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  for (const { page } of tabs) {
    await closed(page).waitFor();
    const box = (await page.getByRole('dialog').textContent()) ?? '';
    expect(box).toContain(contact);
    expect(box).not.toMatch(/ban|abuse|Between us/i);
    expect(await page.getByRole('link', { name: contact }).getAttribute('href')).toBe(`mailto:${contact}`);
    expect(await page.getByRole('textbox').count()).toBe(0);
  }
  expect(await keptIn(one.page)).toEqual({ record: { closedUntil: endsAt }, expiresAt: endsAt });

  for (const tab of tabs) tab.sockets.length = 0;
  await one.page.reload();
  await closed(one.page).waitFor();
  const third = await openTab();
  await closed(third.page)
    .or(third.page.getByRole('button', { name: 'Chat with us' }))
    .first()
    .waitFor();
  if ((await closed(third.page).count()) === 0) await openBox(third.page);
  await closed(third.page).waitFor();
  await one.page.waitForTimeout(1_500);
  expect([...one.sockets, ...two.sockets, ...third.sockets]).toEqual([]);

  // Who asks while it holds is told again; who asks once it is lifted is in, and so are the other tabs.
  await one.page.getByRole('button', { name: 'Try again' }).click();
  await closed(one.page).waitFor();
  await expect
    .poll(async () => (await gateway.store.findBan({ siteId: gateway.siteId, banId }))?.attempts)
    .toBeGreaterThan(0);
  // A refusal of before that came after the ban is lifted would close the chat once more.
  const all = [one, two, third];
  await expect.poll(async () => (await keptIn(one.page)) !== null && all.every((tab) => tab.isRefused())).toBe(true);
  for (const { page } of all) await closed(page).waitFor();
  await agent.ask('ban:lift', { siteId: gateway.siteId, banId });
  await one.page.getByRole('button', { name: 'Try again' }).click();
  for (const { page } of all) await page.getByText('Hello', { exact: true }).waitFor();
  await write(one.page, 'Back again');
  await two.page.getByText('Back again', { exact: true }).waitFor();
  expect(await keptIn(one.page)).toBeNull();
}, 60_000);

test('BAN10 cleared storage is no way in: the first message of a new chat is refused, politely, and waits', async () => {
  const one = await openTab();
  await openBox(one.page);
  await write(one.page, 'Hello');
  await one.page.locator('.under').getByText('Sent').waitFor();
  await ban();
  await closed(one.page).waitFor();
  await context.close();
  context = await browser.newContext({ reducedMotion: 'reduce' });
  const fresh = await openTab();
  await openBox(fresh.page);
  await write(fresh.page, 'It is somebody else');
  await closed(fresh.page).waitFor();
  await fresh.page.getByText('What you wrote and did not send yet waits here until then.').waitFor();
  expect((await gateway.store.listOpenChats([gateway.siteId], 50)).length).toBe(1);
}, 60_000);

test('BAN11 a ban of the chat alone cuts it too, and leaves a new one', async () => {
  const one = await openTab();
  await openBox(one.page);
  await write(one.page, 'Hello');
  await one.page.locator('.under').getByText('Sent').waitFor();
  await ban('chat');
  await closed(one.page).waitFor();
  // The visitor may ask; two tabs of theirs do not let each other in for ever.
  const two = await openTab();
  await two.page.waitForTimeout(300);
  for (const tab of [one, two]) tab.sockets.length = 0;
  await one.page.getByRole('button', { name: 'Try again' }).click();
  await one.page.waitForTimeout(1_500);
  await closed(one.page).waitFor();
  expect(one.sockets.length + two.sockets.length).toBeLessThanOrEqual(4);
}, 60_000);

test.each([
  ['light', 320],
  ['dark', 320],
  ['light', 768],
  ['dark', 1440],
] as const)(
  'the closed box has no fault that axe finds, and nothing overflows: %s, %i px',
  async (colorScheme, width) => {
    await context.close();
    context = await browser.newContext({ reducedMotion: 'reduce', colorScheme, viewport: { width, height: 800 } });
    const { page } = await openTab();
    await openBox(page);
    await write(page, 'Hello');
    await page.locator('.under').getByText('Sent').waitFor();
    await ban();
    await closed(page).waitFor();
    // The site's own heading stands outside of any landmark.
    expect((await runAxe(page)).filter(({ rule }) => rule !== 'region')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const folder = process.env['HANDLR_SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/closed-${colorScheme}-${width}.png` });
  },
  60_000,
);
