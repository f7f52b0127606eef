import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, nothingStored, type OpenedPage, openPage, readStorage } from '../support/chromium.ts';
import { openBox } from '../support/open-box.ts';
import { type Demonstration, prepareDemonstration, startDemonstration } from '../support/demonstration.ts';

const newcomerMs = 60_000;
const password = 'a pot of warm tea at four';

let place: Awaited<ReturnType<typeof prepareDemonstration>>;
let running: Demonstration;
let browser: Browser;
let visitor: OpenedPage;
let agent: OpenedPage;

beforeAll(async () => {
  await ensureBuilt();
  place = await prepareDemonstration();
  [running, browser] = await Promise.all([startDemonstration(place.folder, place.port), launchChromium()]);
  visitor = await openPage(browser);
  agent = await openPage(browser);
}, 60_000);

afterAll(async () => {
  await browser.close();
  await running.stop();
  await place.remove();
});

async function write(page: Page, box: RegExp, text: string): Promise<void> {
  await page.getByRole('textbox', { name: box }).fill(text);
  await page.keyboard.press('Enter');
}

const visitorWrites = (text: string) => write(visitor.page, /Your message/, text);
const agentWrites = (text: string) => write(agent.page, /Reply to/, text);

/** The whole transcript as a person reads it, without the times. */
async function transcript(page: Page): Promise<string[]> {
  return messages(page).locator('.bubble').allInnerTexts();
}

async function sees(page: Page, text: string): Promise<void> {
  await messages(page).getByText(text, { exact: true }).waitFor();
}

function messages(page: Page): Locator {
  return page.getByRole('log', { name: 'Messages' }).or(page.getByRole('region', { name: 'Messages' }));
}

describe('a newcomer, from the set-up link to an answer in the shop', () => {
  const startedAt = performance.now();

  test('makes an account from the set-up link', async () => {
    await agent.page.goto(running.setUpLink ?? '');
    await agent.page.getByLabel('Your name, as visitors see it').fill('Maya Lind');
    await agent.page.getByLabel('E-mail').fill('maya@agents.example');
    await agent.page.getByLabel('Password', { exact: true }).fill(password);
    await agent.page.getByLabel('Password again').fill(password);
    await agent.page.getByRole('button', { name: 'Create my account' }).click();
    await agent.page.getByText('Inbox').first().waitFor();
    // The token left the address bar, and the password never left the browser.
    expect(agent.page.url()).not.toContain('set-up');
    expect(await agent.wire.sentText()).not.toContain(password);
  }, 60_000);

  test('before the visitor acts: one request to the gateway, no cookie, no storage, no socket', async () => {
    const { page, wire } = visitor;
    await page.goto(`${running.shopUrl}/shop/blue-teapot?email=jane@doe.example#token=abc`);
    await page.getByRole('button', { name: 'Chat with us' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(wire.to(running.gatewayUrl).map(({ url }) => new URL(url).pathname)).toEqual(['/sites/demo-shop/loader.js']);
    expect(wire.sockets).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
  }, 60_000);

  test('an open box without a message still keeps nothing and opens no socket', async () => {
    const { page, wire } = visitor;
    await page.getByRole('button', { name: 'Chat with us' }).click();
    await page.getByRole('textbox', { name: /Your message/ }).waitFor();
    expect(wire.sockets).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
  }, 60_000);

  test('writes, is accepted, and is answered within a minute', async () => {
    await visitorWrites('Does the blue teapot pour well?');
    await agent.page.getByRole('button', { name: /Does the blue teapot pour well/ }).click();
    await agent.page.getByRole('button', { name: /Accept chat/ }).click();
    await agentWrites('It does: not a drip.');
    await sees(visitor.page, 'It does: not a drip.');
    expect(performance.now() - startedAt).toBeLessThan(newcomerMs);
  }, 60_000);

  test('the agent sees where the visitor is, without what identifies them', async () => {
    const card = await agent.page.locator('body').innerText();
    expect(card).toContain('/shop/blue-teapot');
    expect(card).not.toContain('jane@doe.example');
    expect(await visitor.wire.sentText()).not.toMatch(/"payload":"[^"]*jane/);
  });

  test('only the chat’s key and where its box is are kept on the device, under their names', async () => {
    const stored = await readStorage(visitor.page);
    expect(stored).toEqual({
      ...nothingStored,
      localStorage: {
        'handlr:demo-shop:chat-in-progress': expect.stringContaining('capability'),
      },
      sessionStorage: { 'handlr:demo-shop:box-state': expect.stringContaining('"box":"open"') },
    });
  });

  test('both sides see that the other is typing', async () => {
    await visitor.page.getByRole('textbox', { name: /Your message/ }).pressSequentially('Hm');
    await agent.page
      .getByText(/typing/i)
      .first()
      .waitFor();
    await agent.page.getByRole('textbox', { name: /Reply to/ }).pressSequentially('Hm');
    await visitor.page
      .getByText(/is typing/)
      .first()
      .waitFor();
    await visitorWrites('And the lid?');
    await agentWrites('It stays on.');
    await Promise.all([sees(visitor.page, 'It stays on.'), sees(agent.page, 'And the lid?')]);
  }, 60_000);
});

describe('nothing is lost', () => {
  test('a reload of the shop’s page goes on with the chat', async () => {
    const before = await transcript(visitor.page);
    await visitor.page.reload();
    await openBox(visitor.page);
    await sees(visitor.page, 'It stays on.');
    expect(await transcript(visitor.page)).toEqual(before);
    await visitorWrites('I am back.');
    await sees(agent.page, 'I am back.');
  }, 60_000);

  test('another page of the shop goes on with it too', async () => {
    await visitor.page.goto(`${running.shopUrl}/delivery`);
    await openBox(visitor.page);
    await sees(visitor.page, 'I am back.');
  }, 60_000);

  test('a restart of the gateway loses nothing on either side', async () => {
    const ended = await running.stop();
    expect(ended).toEqual({ code: 0, signal: null });
    await visitorWrites('Written while you were away.');
    await agentWrites('So was this.');
    running = await startDemonstration(place.folder, place.port);
    expect(running.setUpLink).toBeNull();
    await Promise.all([
      sees(agent.page, 'Written while you were away.'),
      sees(visitor.page, 'So was this.'),
      visitor.page
        .getByText(/· (Sent|Read)/)
        .last()
        .waitFor(),
    ]);
    const [left, right] = await Promise.all([transcript(visitor.page), transcript(agent.page)]);
    expect(left.toSorted()).toEqual(right.toSorted());
    expect(new Set(left).size).toBe(left.length);
  }, 60_000);

  test('a SIGKILL of the gateway loses nothing that was sent', async () => {
    await visitorWrites('Kept?');
    await sees(agent.page, 'Kept?');
    await running.stop('SIGKILL');
    await visitorWrites('And this?');
    running = await startDemonstration(place.folder, place.port);
    await sees(agent.page, 'And this?');
    expect((await transcript(agent.page)).filter((text) => text === 'Kept?')).toHaveLength(1);
  }, 60_000);

  test('visits are on the agent’s screen while the visitor agrees, and not a moment longer', async () => {
    const visits = agent.page.getByRole('region', { name: 'Visits' });
    const remember = visitor.page.getByRole('switch', { name: 'My visits and chats' });
    expect(await visits.count()).toBe(0);
    await visitor.page.getByRole('button', { name: 'Your privacy' }).click();
    await remember.click();
    await visits.getByText('/delivery').first().waitFor();
    await remember.click();
    await visits.waitFor({ state: 'detached' });
    await visitor.page.getByRole('button', { name: 'Back to the chat' }).click();
  }, 60_000);

  test('an ended chat says so on both sides', async () => {
    await agent.page
      .getByRole('button', { name: /End chat/ })
      .first()
      .click();
    await agent.page
      .getByRole('dialog')
      .getByRole('button', { name: /End chat/ })
      .click();
    await visitor.page.getByText('This chat has ended').first().waitFor();
  }, 60_000);

  test('a chat that the visitor has erased leaves both screens, and the agent knows why', async () => {
    const { page } = visitor;
    await page.getByRole('button', { name: 'Your privacy' }).click();
    await page.getByRole('button', { name: 'Erase this chat' }).click();
    await page.getByRole('button', { name: 'Erase it' }).click();
    await page.getByRole('heading', { name: 'Your chat is erased' }).waitFor();
    await page.getByText('The chat itself').waitFor();
    await agent.page.getByRole('status').getByText('The visitor had this chat erased').waitFor();
    expect(await agent.page.getByText('It stays on.').count()).toBe(0);
  }, 60_000);

  test('CASE 10: both pages asked the shop and the gateway alone, for fonts, pictures and all', () => {
    const asked = ({ wire }: OpenedPage): Set<string> =>
      new Set([...wire.requests.map(({ url }) => url), ...wire.sockets].map((url) => new URL(url).host));
    const gatewayHost = new URL(running.gatewayUrl).host;
    expect(asked(visitor)).toEqual(new Set([new URL(running.shopUrl).host, gatewayHost]));
    expect(asked(agent)).toEqual(new Set([gatewayHost]));
  });

  test('no page threw, or broke its Content Security Policy', () => {
    const lost = /Failed to load resource|WebSocket connection|ERR_CONNECTION/;
    expect([...visitor.problems, ...agent.problems].filter((problem) => !lost.test(problem))).toEqual([]);
  });
});
