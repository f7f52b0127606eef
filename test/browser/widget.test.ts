import { describe, expect, test } from 'vitest';
import { nothingStored, readStorage } from '../support/chromium.ts';
import { active, bubbles, button, field, launcher, openBox, startChat, useBrowser, write } from './widget-page.ts';

const { visit } = useBrowser();

describe('before the visitor acts', () => {
  test('one request, no socket, nothing stored, nothing moves, and a button that says what it is', async () => {
    const { page, gateway, wire, problems } = await visit();
    await expect(launcher(page).getAttribute('aria-label')).resolves.toBe('Chat with us');
    expect(wire.to(gateway.url).map(({ url }) => new URL(url).pathname)).toEqual(['/', '/loader.js']);
    expect(wire.sockets).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
    const shifts = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().length)).observe({
            type: 'layout-shift',
            buffered: true,
          });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
        }),
    );
    expect(shifts).toBe(0);
    const size = await launcher(page).boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(48);
    expect(problems).toEqual([]);
  });

  test('looking into the box opens no socket and stores nothing; what is typed stays in the tab', async () => {
    const { page, wire } = await visit();
    await openBox(page);
    await button(page, 'Your privacy').click();
    await page.getByText('Nothing yet. Once you write:').waitFor();
    expect(wire.sockets).toEqual([]);
    expect(await readStorage(page)).toEqual(nothingStored);
    await button(page, 'Back to the chat').click();
    await field(page).fill('Not sent');
    await button(page, 'Your privacy').click();
    await page.getByText('What you have typed and not sent yet').waitFor();
    expect(wire.sockets).toEqual([]);
    const { sessionStorage, ...others } = await readStorage(page);
    expect(Object.keys(sessionStorage).toSorted()).toEqual(['handlr:test-site:box-state', 'handlr:test-site:draft']);
    expect({ ...others, sessionStorage: {} }).toEqual(nothingStored);
  });

  test('commands that came before the script are kept', async () => {
    const { page } = await visit({}, [], (early) =>
      early.addInitScript(() => {
        const q: unknown[] = [['on', 'open', () => document.body.append('opened ')]];
        Object.assign(window, { handlr: Object.assign((...call: unknown[]) => q.push(call), { q }) });
        q.push(['open']);
      }),
    );
    await field(page).waitFor();
    await page.getByText('opened').waitFor();
  });
});

describe('loading', () => {
  test('a failure is said, and pressing again tries again', async () => {
    const { page, gateway } = await visit();
    gateway.failNextEntries(1);
    await launcher(page).click();
    await page.getByRole('status').getByText('could not be loaded').waitFor();
    await openBox(page);
    expect(await page.getByText('could not be loaded').count()).toBe(0);
  });

  test('holds under the strictest policy: nonce, strict-dynamic, no styles, Trusted Types', async () => {
    const policy =
      "default-src 'none'; script-src 'nonce-test' 'strict-dynamic'; style-src 'none'; img-src data:; connect-src 'self'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'";
    const { page, gateway, problems } = await visit({}, [{}, { 'content-security-policy': policy }]);
    await startChat(page, gateway);
    gateway.say('See https://a.example');
    await bubbles(page).getByText('See').waitFor();
    const box = await page.getByRole('dialog').boundingBox();
    expect([box?.width, box?.height]).toEqual([384, 656]);
    await button(page, 'Your privacy').click();
    const crest = await page.locator('.crest').boundingBox();
    expect([crest?.width, crest?.height]).toEqual([56, 56]);
    expect(problems).toEqual([]);
  });
});

describe('"Your privacy"', () => {
  const chunk = /\/privacy-[\w-]+\.js$/;

  test('is not loaded before it is asked for, and once', async () => {
    const { page, wire } = await visit();
    const requested = () => wire.requests.filter(({ url }) => chunk.test(url)).length;
    await openBox(page);
    expect(requested()).toBe(0);
    for (let times = 0; times < 2; times += 1) {
      await button(page, 'Your privacy').click();
      await page.getByRole('heading', { name: 'Your privacy' }).waitFor();
      await button(page, 'Back to the chat').click();
    }
    expect(requested()).toBe(1);
  });

  test('that is slow to come says so, takes the focus when it is there, and may be left meanwhile', async () => {
    const { page } = await visit();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    await page.route(chunk, (route) => held.then(() => route.continue()));
    await openBox(page);
    await button(page, 'Your privacy').click();
    await page.getByRole('status').getByText('Loading…').waitFor();
    expect(await active(page)).toContain('box');
    await page.keyboard.press('Escape');
    await field(page).waitFor();
    await button(page, 'Your privacy').click();
    release();
    await expect.poll(() => active(page)).toContain('H3');
    expect(await page.getByText('Loading…').count()).toBe(0);
  });

  test('that does not come says so and can be tried again', async () => {
    const { page, gateway } = await visit();
    await openBox(page);
    // What the pointer asks for on its way there has come already.
    await page.locator('.header .avatar').hover();
    await button(page, 'Move and resize').waitFor();
    gateway.failNextEntries(1);
    await button(page, 'Your privacy').click();
    await page.getByRole('alert').getByText('could not be loaded').waitFor();
    await button(page, 'Try again').click();
    await expect.poll(() => active(page)).toContain('H3');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('comes although the box itself took two attempts', async () => {
    const { page, gateway } = await visit();
    gateway.failNextEntries(1);
    await launcher(page).click();
    await page.getByRole('status').getByText('could not be loaded').waitFor();
    await openBox(page);
    await button(page, 'Your privacy').click();
    await expect.poll(() => active(page)).toContain('H3');
    await page.getByText('Nothing yet. Once you write:').waitFor();
  });
});

describe('a conversation', () => {
  test('is written, answered, read and shown as it is', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await page.getByRole('status').getByText('Maya Chen is here').waitFor();
    gateway.type(true);
    await page.locator('.dots').waitFor();
    gateway.say('One <b>bold</b>\ntwo');
    await bubbles(page).getByText('One <b>bold</b>').waitFor();
    await page.locator('.dots').waitFor({ state: 'detached' });
    gateway.readAll();
    await page.locator('.under').getByText('Read').waitFor();
    await expect.poll(() => gateway.facts().readByVisitorSeq).toBe(2);
  });

  test('only http and https are links, and they open safely', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.say('javascript:alert(1) data:text/html,x https://a.example/b, and https://bank.example@evil.example/');
    await bubbles(page).getByText('javascript').waitFor();
    const links = page.locator('.bubble a');
    expect(await links.count()).toBe(1);
    expect(await links.getAttribute('href')).toBe('https://a.example/b');
    expect(await links.getAttribute('rel')).toBe('noopener noreferrer nofollow');
  });

  test('goes on after a reload, on another page and in another tab', async () => {
    const { page, gateway, context } = await visit();
    await startChat(page, gateway);
    await button(page, 'Minimise').click();
    await page.reload();
    await expect.poll(() => gateway.socketCount()).toBe(1);
    gateway.say('Welcome back');
    await page.locator('.badge').getByText('1').waitFor();
    await openBox(page);
    expect(await bubbles(page).allTextContents()).toEqual(['Hello', 'Welcome back']);
    const other = await context.newPage();
    await other.goto(`${gateway.url}/other`);
    await openBox(other);
    await write(other, 'From the other tab');
    await bubbles(page).getByText('From the other tab').waitFor();
    expect(gateway.chatCount()).toBe(1);
  });

  test('survives a lost connection: messages are kept, said so, and sent once', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.refuseSockets('unavailable');
    gateway.dropSockets();
    await page.getByRole('status').getByText('Connection lost').waitFor();
    await field(page).fill('Are you there?');
    await page.keyboard.press('Enter');
    await page.locator('.under').getByText('Kept until the connection is back').waitFor();
    gateway.refuseSockets(null);
    await page.locator('.under').getByText('Sent').waitFor();
    expect(gateway.messages().map(({ body }) => body)).toEqual(['Hello', 'Are you there?']);
    expect(await page.getByText('Connection lost').count()).toBe(0);
  });

  test('goes through a network that blocks web sockets', async () => {
    const { page, gateway, wire } = await visit({}, [], (early) =>
      early.addInitScript(() => {
        const WebSocket = class {
          constructor() {
            throw new Error('Blocked');
          }
        };
        Object.assign(window, { WebSocket });
      }),
    );
    await startChat(page, gateway);
    gateway.say('Good morning');
    await bubbles(page).getByText('Good morning').waitFor();
    expect(wire.sockets).toEqual([]);
  });

  test('a refused message can be tried again', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.refuseSends('invalid');
    await field(page).fill('Two');
    await page.keyboard.press('Enter');
    await page.getByText('Not sent.').waitFor();
    gateway.refuseSends(null);
    await button(page, 'Try again').click();
    await page.locator('.under').getByText('Sent').waitFor();
    expect(gateway.messages().map(({ body }) => body)).toEqual(['Hello', 'Two']);
  });

  test('ends, and another begins', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    gateway.end();
    await button(page, 'Start a new chat').click();
    await write(page, 'Again');
    expect(gateway.chatCount()).toBe(2);
    expect(await bubbles(page).allTextContents()).toEqual(['Again']);
  });

  test('is forgotten on this computer when the visitor says so', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    await expect
      .poll(async () => Object.keys((await readStorage(page)).localStorage).sort())
      .toEqual(['handlr:test-site:chat-in-progress']);
    await button(page, 'Your privacy').click();
    await page.getByText('Kept until').first().waitFor();
    await button(page, 'Forget me on this computer').click();
    await page.locator('.danger').click();
    await page.getByText('Hello! How can we help?').waitFor();
    expect(await readStorage(page)).toEqual(nothingStored);
    expect(gateway.facts().state).toBe('ended');
  });
});

describe('the transcript', () => {
  test('TRP1 what grows beneath without a message, as a question does, takes nobody from the end', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    for (let count = 0; count < 20; count += 1) gateway.say(`Message ${count}`);
    await bubbles(page).getByText('Message 19').waitFor();
    const transcript = page.getByRole('log');
    const gap = () => transcript.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    // What follows the reader has come once it says that there is more beneath.
    await transcript.evaluate((log) => log.scrollTo(0, 0));
    await button(page, 'Latest messages').click();
    await expect.poll(gap).toBeLessThan(2);
    await transcript.evaluate((log) => {
      const question = document.createElement('div');
      question.style.cssText = 'flex: none; height: 300px';
      log.append(question);
      // Of the scroll that brought it to the end, and that is told of a frame later.
      log.dispatchEvent(new Event('scroll'));
    });
    gateway.say('Newest');
    await bubbles(page).getByText('Newest').waitFor();
    await expect.poll(gap).toBeLessThan(2);
    expect(await button(page, 'New messages').count()).toBe(0);
  });

  test('stays where one reads: older messages come in above, new ones below are announced', async () => {
    const { page, gateway } = await visit();
    await startChat(page, gateway);
    for (let count = 0; count < 60; count += 1) gateway.say(`Message ${count}`);
    await bubbles(page).getByText('Message 59').waitFor();
    const transcript = page.getByRole('log');
    const gap = () => transcript.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    expect(await gap()).toBeLessThan(2);

    await page.reload();
    await field(page).waitFor();
    await bubbles(page).getByText('Message 59').waitFor();
    const before = await bubbles(page).count();
    const { text, place } = await transcript.evaluate((log) => {
      log.scrollTo(0, 60);
      const anchor = log.querySelector('.bubble');
      return { text: anchor?.textContent, place: anchor?.getBoundingClientRect().y ?? 0 };
    });
    await expect.poll(() => bubbles(page).count()).toBeGreaterThan(before);
    const moved = await bubbles(page)
      .getByText(text ?? '', { exact: true })
      .boundingBox();
    // What stood above the first of them, the button and the day, has moved on up.
    expect(Math.abs((moved?.y ?? 0) - place)).toBeLessThan(4);

    gateway.say('Newest');
    await button(page, 'New messages').click();
    await expect.poll(gap).toBeLessThan(2);
    await expect.poll(() => button(page, 'New messages').count()).toBe(0);
  });
});
