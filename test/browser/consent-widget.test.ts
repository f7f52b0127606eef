import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { nothingStored, readStorage, runAxe } from '../support/chromium.ts';
import type { FakeGateway } from './widget-gateway.ts';
import { active, bubbles, button, field, launcher, openBox, startChat, useBrowser, write } from './widget-page.ts';

const { visit } = useBrowser();

const card = (page: Page) => page.getByRole('region', { name: 'May we remember you?' });
const toggle = (page: Page, name: string) => page.getByRole('switch', { name });
const withGpc = (page: Page) =>
  page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));

/** Both sides have written, which is the occasion to ask. */
async function exchange(page: Page, gateway: FakeGateway): Promise<void> {
  await startChat(page, gateway);
  gateway.say('Good morning!');
  await card(page).waitFor();
}

async function openPrivacy(page: Page): Promise<void> {
  await button(page, 'Your privacy').click();
  await page.getByRole('heading', { name: 'Your privacy' }).waitFor();
}

async function download(page: Page, name: string): Promise<{ fileName: string; content: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  return { fileName: file.suggestedFilename(), content: Buffer.concat(chunks).toString('utf8') };
}

describe('the card', () => {
  test('comes after both sides have written, not before, and leaves the focus and the messages alone', async () => {
    const { page, gateway, wire } = await visit();
    await startChat(page, gateway);
    await page.locator('.under').getByText('Sent').waitFor();
    expect(await card(page).count()).toBe(0);
    expect(wire.requests.some(({ url }) => url.includes('/privacy-'))).toBe(false);
    gateway.say('Good morning!');
    await card(page).waitFor();
    expect(await active(page)).toContain('TEXTAREA');
    const answer = await bubbles(page).last().boundingBox();
    const asked = await card(page).boundingBox();
    expect((answer?.y ?? 0) + (answer?.height ?? 0)).toBeLessThanOrEqual(asked?.y ?? 0);
    const log = page.getByRole('log');
    expect(
      await log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight),
    ).toBeLessThan(2);
    expect(await log.locator('.ask').count()).toBe(1);
    expect(gateway.statements).toEqual([]);
  });

  test('gives a yes and a no the same size and weight', async () => {
    const { page, gateway } = await visit();
    await exchange(page, gateway);
    const looks = await Promise.all(
      ['Yes, remember', 'No, thanks'].map(async (name) => {
        const box = await button(page, name).boundingBox();
        const style = await button(page, name).evaluate((element) => {
          const { fontWeight, fontSize, color, backgroundColor, boxShadow } = getComputedStyle(element);
          return { fontWeight, fontSize, color, backgroundColor, boxShadow };
        });
        return { width: box?.width, height: box?.height, ...style };
      }),
    );
    expect(looks[0]).toEqual(looks[1]);
  });

  test('a yes is remembered, said to the gateway and never asked again', async () => {
    const { page, gateway } = await visit();
    await exchange(page, gateway);
    await button(page, 'Yes, remember').click();
    await page.getByText('Remembered. You can change that').waitFor();
    expect(await active(page)).toContain('box');
    await expect
      .poll(() => gateway.statements.at(-1)?.choices)
      .toEqual({ functionality: 'granted', history: 'granted' });
    gateway.say('And now?');
    await bubbles(page).getByText('And now?').waitFor();
    await page.getByText('Remembered.').waitFor({ state: 'detached' });
    await page.reload();
    await field(page).or(launcher(page)).first().waitFor();
    if (!(await field(page).isVisible())) await openBox(page);
    await bubbles(page).getByText('And now?').waitFor();
    expect(await card(page).count()).toBe(0);
  });

  test('a no changes nothing but that it is not asked again; what is stored tells nobody from others', async () => {
    const { page, gateway } = await visit();
    await exchange(page, gateway);
    await button(page, 'No, thanks').click();
    await page.getByText('Nothing is remembered.').waitFor();
    await expect.poll(() => gateway.statements.at(-1)?.choices).toEqual({ functionality: 'denied', history: 'denied' });
    await write(page, 'As before');
    const stored = await readStorage(page);
    expect(Object.keys(stored.localStorage).toSorted()).toEqual([
      'handlr:test-site:chat-in-progress',
      'handlr:test-site:consent',
    ]);
    expect(stored.localStorage['handlr:test-site:consent']).not.toMatch(/[\w-]{16,}/);
    expect(gateway.reported).toEqual([]);
  });

  test('can be put off until the next page, with the keyboard alone', async () => {
    const { page, gateway } = await visit();
    await exchange(page, gateway);
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+Tab');
    expect(await active(page)).toContain('BUTTON');
    await page.keyboard.press('Escape');
    await card(page).waitFor({ state: 'detached' });
    expect(await active(page)).toContain('TEXTAREA');
    expect(gateway.statements).toEqual([]);
    await page.reload();
    if (!(await field(page).isVisible())) await openBox(page);
    await card(page).waitFor();
    await button(page, 'Not now').press('Enter');
    await card(page).waitFor({ state: 'detached' });
    expect(await active(page)).toContain('TEXTAREA');
  });

  test('leads to a choice by purpose', async () => {
    const { page, gateway } = await visit();
    await exchange(page, gateway);
    await button(page, 'Choose…').press('Enter');
    await expect.poll(() => active(page)).toContain('H3');
    await toggle(page, 'My visits and chats').press('Space');
    await expect
      .poll(() => gateway.statements.at(-1))
      .toMatchObject({ choices: { history: 'granted' }, method: 'panel' });
    await page.keyboard.press('Escape');
    await field(page).waitFor();
    expect(await card(page).count()).toBe(0);
  });

  test('stands beside the launcher where the site asks on load, and opens nothing', async () => {
    const { page, gateway } = await visit({}, [{}, {}, { ask: 'on-load' }]);
    const question = page.getByRole('dialog', { name: 'May we remember you?' });
    await question.waitFor();
    expect(await field(page).count()).toBe(0);
    expect(await active(page)).toBe('');
    await button(page, 'No, thanks').click();
    await page.getByText('Nothing is remembered.').waitFor();
    expect(await active(page)).toContain('launcher');
    expect(gateway.socketCount()).toBe(0);
    expect(JSON.stringify(await readStorage(page))).not.toMatch(/visit-history|page-trail/);
  });
});

test('a site says it in its own words, also where the words come late', async () => {
  const texts = { 'ask.title': 'Shall we know you again?', 'purpose.history': 'Visits to the pottery' };
  const { page, gateway } = await visit({}, [{ texts }]);
  await startChat(page, gateway);
  gateway.say('Good morning!');
  await page.getByRole('region', { name: 'Shall we know you again?' }).waitFor();
  await button(page, 'Choose…').click();
  await toggle(page, 'Visits to the pottery').waitFor();
});

describe('the switches', () => {
  test('say in words what they are, and what is on the device follows them', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await openPrivacy(page);
    const history = toggle(page, 'My visits and chats');
    expect(await history.getAttribute('aria-checked')).toBe('false');
    expect(await history.textContent()).toBe('Off');
    await history.click();
    await page.getByText('You decided on').waitFor();
    expect(await history.textContent()).toBe('On');
    await page.getByText('A random mark by which we know you again').waitFor();
    await page.getByText('And because you agreed:').waitFor();
    await history.click();
    await page.getByText('A random mark by which we know you again').waitFor({ state: 'detached' });
    await expect.poll(() => gateway.statements.at(-1)?.choices.history).toBe('withdrawn');
    expect(JSON.stringify(await readStorage(page))).not.toMatch(/visit-history|page-trail/);
  });

  test('one that the browser’s signal holds explains itself, and decides nothing', async () => {
    const { page, gateway } = await visit({}, [], withGpc);
    await openBox(page);
    await openPrivacy(page);
    await page.getByText('Your browser asks websites not to.').waitFor();
    await toggle(page, 'My visits and chats').press('Enter');
    await page.getByText('you can change that in its privacy settings').waitFor();
    expect(await toggle(page, 'My visits and chats').getAttribute('aria-checked')).toBe('false');
    expect(gateway.statements).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
  });

  test('one that the website’s own settings hold says where it can be changed', async () => {
    const { page } = await visit();
    await openBox(page);
    await page.evaluate(() => {
      const handlr: unknown = Reflect.get(window, 'handlr');
      if (typeof handlr === 'function') handlr('consent.set', { history: 'denied' });
    });
    await openPrivacy(page);
    await toggle(page, 'My visits and chats').click();
    await page.getByText('This website’s cookie settings say no. You can change it there.').waitFor();
  });

  test('one that needs no consent is on, until the visitor objects', async () => {
    const { page, gateway } = await visit({}, [{}, {}, { jurisdiction: 'uk' }]);
    await startChat(page, gateway);
    await openPrivacy(page);
    await page.getByText('On unless you switch it off.').waitFor();
    await toggle(page, 'How I left this box').click();
    await expect.poll(() => gateway.statements.at(-1)?.choices).toEqual({ functionality: 'objected' });
  });
});

test('the receipt can be downloaded under the strictest policy, for people and as data, and names nobody', async () => {
  const policy =
    "default-src 'none'; script-src 'nonce-test' 'strict-dynamic'; style-src 'none'; img-src data:; connect-src 'self'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'";
  const { page, gateway, problems } = await visit({ acceptDownloads: true }, [
    {},
    { 'content-security-policy': policy },
  ]);
  await startChat(page, gateway);
  await openPrivacy(page);
  await toggle(page, 'My visits and chats').click();
  const text = await download(page, 'Download receipt');
  expect(text.fileName).toBe('consent-receipt.txt');
  expect(text.content).toContain('- My visits and chats: agreed');
  const data = await download(page, 'as data (JSON)');
  expect(data.fileName).toBe('consent-receipt.json');
  expect(JSON.parse(data.content)).toMatchObject({
    purposes: { history: 'granted' },
    method: 'panel',
    jurisdiction: 'eu',
  });
  const { localStorage } = await readStorage(page);
  const secrets = JSON.stringify(localStorage).match(/[\w-]{22,}/g) ?? [];
  expect(secrets.length).toBeGreaterThan(0);
  for (const secret of [...secrets, gateway.facts().chatId]) expect(text.content + data.content).not.toContain(secret);
  expect(problems).toEqual([]);
});

describe('erasing the chat', () => {
  test('asks once more, shows that it goes on, and then what went', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    let release = (): void => {};
    gateway.holdErasure(new Promise<void>((resolve) => (release = resolve)));
    await openPrivacy(page);
    await button(page, 'Erase this chat').press('Enter');
    await expect.poll(() => active(page)).toContain('BUTTON');
    await button(page, 'Erase it').press('Enter');
    await page.getByRole('status').getByText('Erasing…').waitFor();
    release();
    await page.getByRole('heading', { name: 'Your chat is erased' }).waitFor();
    await expect.poll(() => active(page)).toContain('H4');
    await page.getByText('The chat itself').waitFor();
    expect((await download(page, 'Download receipt')).content).toContain('- Messages: 1');
    expect(gateway.chatCount()).toBe(0);
    expect(await readStorage(page)).toEqual(nothingStored);
    await page.keyboard.press('Escape');
    await page.getByText('Hello! How can we help?').waitFor();
  });

  test('that cannot be done now changes nothing and says so', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.refuseErasure('unavailable');
    await openPrivacy(page);
    await button(page, 'Erase this chat').click();
    await button(page, 'Erase it').click();
    await page.getByRole('alert').getByText('could not be erased right now').waitFor();
    expect(gateway.chatCount()).toBe(1);
    await button(page, 'Back to the chat').click();
    await bubbles(page).getByText('Hello').waitFor();
  });
});

test('a browser that keeps nothing is told of in the chat and under "Your privacy"', async () => {
  const { page, gateway } = await visit({}, [], (early) =>
    early.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('Denied', 'SecurityError');
          },
        });
      }
    }),
  );
  await exchange(page, gateway);
  await page.getByText('When you leave the page the chat ends').waitFor();
  await button(page, 'Yes, remember').click();
  await page.getByText('Remembered.').waitFor();
  await openPrivacy(page);
  await page.getByText('What stands here goes with the page.').waitFor();
});

test('consent that does not come asks nothing and breaks nothing, and can be tried again where it is wanted', async () => {
  const { page, gateway, problems } = await visit();
  const chunk = /\/start-consent-[\w-]+\.js$/;
  await page.route(chunk, (route) => route.abort());
  await startChat(page, gateway);
  gateway.say('Good morning!');
  await bubbles(page).getByText('Good morning!').waitFor();
  await button(page, 'Your privacy').click();
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  expect(problems.filter((problem) => !problem.includes('net::ERR_FAILED'))).toEqual([]);
  await page.unroute(chunk);
  await button(page, 'Try again').click();
  await toggle(page, 'My visits and chats').waitFor();
  await page.keyboard.press('Escape');
  await card(page).waitFor();
});

describe.each(['light', 'dark'] as const)('axe, %s', (colorScheme) => {
  test('finds nothing in any state of consent', async () => {
    const { page, gateway } = await visit({ colorScheme });
    const check = async (state: string) => expect(await runAxe(page), state).toEqual([]);
    await exchange(page, gateway);
    await check('card');
    await button(page, 'Choose…').click();
    await toggle(page, 'My visits and chats').click();
    await page.getByText('You decided on').waitFor();
    await check('switches');
    await button(page, 'Erase this chat').click();
    await check('erasing asked');
    await button(page, 'Erase it').click();
    await page.getByRole('heading', { name: 'Your chat is erased' }).waitFor();
    await check('erased');
    await button(page, 'Back to the chat').click();
    await check('empty again');
  }, 30_000);

  test('finds nothing where the answer is given, held or asked for on load', async () => {
    const { page } = await visit({ colorScheme }, [{}, {}, { ask: 'on-load' }], withGpc);
    const check = async (state: string) => expect(await runAxe(page), state).toEqual([]);
    await page.getByRole('dialog', { name: 'May we remember you?' }).waitFor();
    await check('question');
    await button(page, 'Yes, remember').click();
    await check('thanks');
    await openBox(page);
    await openPrivacy(page);
    await toggle(page, 'My visits and chats').click();
    await page.locator('.told').waitFor();
    await check('held');
  }, 30_000);
});

test('at 320 pixels nothing overflows, and each target suits a finger', async () => {
  const { page, gateway } = await visit({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await exchange(page, gateway);
  const look = (): Promise<string[]> =>
    page.locator('.ask button, .privacy button, .privacy a').evaluateAll((found) =>
      found
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && (box.height < 40 || box.right > innerWidth))
        .map(({ element, box }) => `${element.textContent} ${box.height}`),
    );
  expect(await look()).toEqual([]);
  await button(page, 'Choose…').click();
  await toggle(page, 'My visits and chats').click();
  await page.getByText('You decided on').waitFor();
  expect(await look()).toEqual([]);
  const panel = page.locator('.privacy');
  expect(await panel.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
});
