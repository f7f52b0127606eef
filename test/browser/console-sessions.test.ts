import { createCapability } from '@handlr/core';
import type { Result } from '@handlr/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readAssets } from '../../packages/gateway/src/http/assets.ts';
import { invite } from '../../packages/gateway/src/staff/index.ts';
import { systemClock as clock, systemRandom as random } from '../../packages/gateway/src/system.ts';
import { ensureBuilt } from '../support/build.ts';
import { launchChromium, noteProblems, type OpenedPage, runAxe } from '../support/chromium.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { createHarness, type Harness } from './console-harness/open-console.ts';

let browser: Browser;

beforeAll(async () => {
  await ensureBuilt(['widget', 'console']);
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Where you are signed in' });
const rowOf = (page: Page, words: string) => dialogOf(page).getByRole('listitem').filter({ hasText: words });

describe('the dialog', () => {
  let harness: Harness;
  let opened: OpenedPage;
  let page: Page;
  beforeAll(async () => {
    harness = await createHarness(browser);
  });
  afterEach(async () => {
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  async function open(query = '', options: Parameters<Harness['open']>[1] = {}): Promise<void> {
    opened = await harness.open(query, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...options });
    ({ page } = opened);
    await page.locator('.chat-row').first().waitFor();
  }
  const openDialog = () => page.getByRole('button', { name: 'Where you are signed in' }).click();
  const said = () => dialogOf(page).getByRole('status');
  const sent = (wanted: string) =>
    page.evaluate((name) => globalThis.gateway.requests.filter((request) => request.name === name).length, wanted);

  test('opens from the palette, and signs one out by keyboard alone', async () => {
    await open();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('where you are');
    await page.keyboard.press('Enter');
    await expect.poll(() => dialogOf(page).getByRole('listitem').count()).toBe(4);
    expect(await dialogOf(page).getByRole('listitem').first().textContent()).toContain('Chrome 129This one');
    // From "Close" round to the first row's button, past this session's own.
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Close');
    await rowOf(page, 'Chrome 129').getByRole('button').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => said().textContent()).toBe('Safari 18 is signed out.');
    expect(await dialogOf(page).getByRole('listitem').count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('sessions-title');
    await page.keyboard.press('Escape');
    await expect.poll(() => dialogOf(page).count()).toBe(0);
  });

  test('signs out everywhere else, and has nothing left to sign out', async () => {
    await open();
    await openDialog();
    await dialogOf(page).getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect.poll(() => said().textContent()).toBe('Every other browser is signed out.');
    expect(await dialogOf(page).getByRole('listitem').count()).toBe(1);
    expect(await dialogOf(page).getByRole('button', { name: 'Sign out everywhere else' }).count()).toBe(0);
  });

  test('does not pretend when the gateway was not reached', async () => {
    await open();
    await openDialog();
    await rowOf(page, 'Firefox 131').waitFor();
    await page.evaluate(() => globalThis.gateway.refuseSessions(true));
    await rowOf(page, 'Firefox 131').getByRole('button').click();
    await expect.poll(() => said().textContent()).toContain('Nothing was signed out; try again.');
    expect(await dialogOf(page).getByRole('listitem').count()).toBe(4);
  });

  test('says that the list did not load, and loads it when asked again', async () => {
    await open();
    await page.evaluate(() => globalThis.gateway.refuseSessions(true));
    await openDialog();
    await dialogOf(page).getByRole('alert').getByText('The list didn’t load.').waitFor();
    await page.evaluate(() => globalThis.gateway.refuseSessions(false));
    await dialogOf(page).getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => dialogOf(page).getByRole('listitem').count()).toBe(4);
  });

  test('asks nothing while there is no connection, and makes itself good afterwards', async () => {
    await open();
    await openDialog();
    await rowOf(page, 'Firefox 131').waitFor();
    await page.evaluate(() => globalThis.gateway.drop());
    await dialogOf(page).getByText('No connection.').waitFor();
    // Disabled to be told, and not to lose the focus: so a press must do nothing.
    for (const button of [
      rowOf(page, 'Firefox 131').getByRole('button'),
      dialogOf(page).getByRole('button', { name: 'Sign out everywhere else' }),
    ]) {
      await button.focus();
      await page.keyboard.press('Enter');
    }
    expect([await sent('session/revoke'), await sent('session/revoke-others')]).toEqual([0, 0]);
    await page.evaluate(() => globalThis.gateway.restore());
    await expect.poll(() => sent('session/list')).toBe(2);
    await rowOf(page, 'Firefox 131').getByRole('button').click();
    await expect.poll(() => sent('session/revoke')).toBe(1);
  });

  test.each([
    ['light', 1440],
    ['dark', 320],
  ] as const)('axe finds nothing in any state, and nothing overflows: %s, %i px', async (colorScheme, width) => {
    await open('', { colorScheme, viewport: { width, height: 800 } });
    const look = async (name: string): Promise<void> => {
      expect(await runAxe(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(width);
      const overflow = await dialogOf(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
    };
    await page.evaluate(() => globalThis.gateway.holdSessions(true));
    await openDialog();
    await dialogOf(page).getByText('Loading').waitFor();
    await look('loading');
    await page.evaluate(() => globalThis.gateway.holdSessions(false));
    await rowOf(page, 'Firefox 131').waitFor();
    await look('shown');
    await rowOf(page, 'Firefox 131').getByRole('button').click();
    await dialogOf(page).getByText('Firefox 131 is signed out').waitFor();
    await look('one signed out');
    await page.evaluate(() => globalThis.gateway.drop());
    await dialogOf(page).getByText('No connection').waitFor();
    await look('offline');
    await page.evaluate(() => globalThis.gateway.restore());
    await dialogOf(page).getByRole('button', { name: 'Sign out everywhere else' }).click();
    await dialogOf(page).getByText('nowhere else.').waitFor();
    await look('alone');
    await page.keyboard.press('Escape');
    await page.evaluate(() => globalThis.gateway.refuseSessions(true));
    await openDialog();
    await dialogOf(page).getByRole('alert').waitFor();
    await look('failed');
  });
});

describe('two browsers of one agent, with the gateway', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ assets: await readAssets() });
  });
  afterAll(() => gateway?.close());

  test('one signs the other out, which says why and goes on when it signs in again', async () => {
    await makeAccount();
    const [own, other] = await Promise.all([openSignedIn(), openSignedIn(firefox)]);
    await own.page.getByRole('button', { name: 'Where you are signed in' }).click();
    await expect.poll(() => dialogOf(own.page).getByRole('listitem').count()).toBe(3);
    await rowOf(own.page, 'Firefox 130').getByRole('button', { name: 'Sign out' }).click();
    await dialogOf(own.page).getByRole('status').getByText('Firefox 130 is signed out.').waitFor();
    await other.page.getByText('You signed this browser out from another one.').waitFor({ timeout: 2_000 });
    expect(await other.page.getByLabel('E-mail').isVisible()).toBe(true);
    expect(await runAxe(other.page)).toEqual([]);
    await own.page.keyboard.press('Escape');
    await own.page.getByText('Nobody is waiting.').waitFor();
    // Nothing of it is left in the other one: a reload asks the gateway, and is nobody.
    await other.page.reload();
    await other.page.getByText('Good to see you.').waitFor();
    expect([...own.problems, ...other.problems]).toEqual([]);
    await Promise.all([own.context.close(), other.context.close()]);
  });

  const email = 'maya@handlr.example';
  const authKey = createCapability(random);

  /** A browser of its own, signed in over HTTP as the one agent that there is. */
  async function openSignedIn(userAgent?: string) {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...(userAgent && { userAgent }) });
    const answer = await context.request.post(`${gateway.url}/api/sign-in/finish`, {
      headers: { origin: gateway.url },
      data: { email, authKey },
    });
    expect(await answer.json()).toMatchObject({ ok: true });
    const page = await context.newPage();
    const problems = noteProblems(page);
    await page.goto(`${gateway.url}/console/`);
    await page.getByText('Nobody is waiting.').waitFor();
    return { context, page, problems };
  }

  async function makeAccount(): Promise<void> {
    const { store } = gateway;
    const token = await invite({ store, clock, random }, { role: 'agent', siteId: null, email, name: '' });
    const post = async (name: string, payload: object): Promise<unknown> => {
      const response = await fetch(`${gateway.url}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: gateway.url },
        body: JSON.stringify(payload),
      });
      return response.json();
    };
    const shown: Result<{ stretch: object }> = JSON.parse(JSON.stringify(await post('invitation/show', { token })));
    if (!shown.ok) throw new Error('No invitation');
    await post('invitation/accept', { token, name: 'Maya', email, authKey, stretch: shown.value.stretch });
  }
});
