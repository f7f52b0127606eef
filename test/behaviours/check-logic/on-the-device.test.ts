import type { Condition, ServedCheck, ServedChecks } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { openBrowser, welcome } from './open-checks-tab.ts';

const site = (...checks: ServedChecks['checks']) => ({ served: { prompts: { afterPromptMinutes: 0 }, checks } });
const always: ServedCheck['when'] = { is: 'page', paths: ['/**'] };
const check = (id: string, ...then: ServedCheck['then']): ServedCheck => ({ id, when: always, then, scope: 'page' });
const questions = [
  {
    id: 'topic',
    text: 'What is it about?',
    choices: [
      { label: 'A parcel', next: 'order', department: 'returns' },
      { label: 'Something else', next: 'end' },
    ],
  },
  { id: 'order', text: 'Which order?', optional: true },
];
const opened = ({ gateway }: ReturnType<typeof openBrowser>) => gateway.lastAsked('chat:open');

test('CHD2 checks come by one request, once there is a reason', async () => {
  const browser = openBrowser(site(check('ask', { do: 'ask', questions })));
  const tab = await browser.open();
  expect([tab.handlr.checks, browser.fetched]).toEqual([null, []]);
  tab.handlr.open();
  await browser.pass(1_000);
  expect(tab.handlr.checks).not.toBeNull();
  tab.handlr.minimise();
  tab.handlr.open();
  await browser.pass(60_000);
  expect(browser.fetched).toEqual(['https://chat.example/sites/test-site/checks.json']);
  expect(browser.gateway.asked).toEqual([]);
});

test('CHD2 availability is asked where a check asks for it, and again later', async () => {
  const away: ServedCheck = {
    id: 'away',
    when: { not: { is: 'agents-available' } },
    then: [{ do: 'offline-form' }],
    scope: 'page',
  };
  const browser = openBrowser({ served: { checks: [away] }, checks: 2 + 8 });
  const tab = await browser.open();
  tab.handlr.open();
  await browser.pass(1_000);
  expect(tab.view()?.offline).toBeNull();
  browser.setAvailability({ available: false, opensAt: null });
  await browser.pass(50_000);
  expect(tab.view()?.offline).toEqual({ text: null });
  expect(new Set(browser.fetched).size).toBe(2);
});

test('CHD3 without history stateless checks work, none prompts, and nothing is kept', async () => {
  const browser = openBrowser(site(check('ask', { do: 'ask', questions }), check('hide', { do: 'hide' }), welcome));
  const tab = await browser.open();
  tab.handlr.open();
  await browser.pass(60_000);
  expect(tab.view()).toMatchObject({ prompt: null, asked: { question: questions[0] }, isHidden: true });
  expect([browser.kept(), [...tab.session.keys()], browser.gateway.asked]).toEqual([[], [], []]);
});

test('CHD4 a check whose prompt was held back has not fired, and comes later', async () => {
  const browser = openBrowser({ served: { prompts: { afterVisitMinutes: 0 }, checks: [welcome] } });
  const tab = await browser.open();
  await tab.decide('granted');
  tab.handlr.open();
  await browser.pass(10_000);
  expect(tab.prompt()).toBeNull();
  tab.handlr.minimise();
  await browser.pass(60_000);
  expect(tab.prompt()).toMatchObject({ checkId: 'welcome' });
});

test('CHD4 a check fires once in its scope, also for a visitor who comes again', async () => {
  const once = { ...check('once', { do: 'hide' }), scope: 'visitor' } as const;
  const browser = openBrowser(site(once));
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(1_000);
  expect(tab.view()?.isHidden).toBe(true);
  expect(browser.kept()).toContain('check-logic');
  tab.handlr.destroy();
  await browser.pass(5 * 24 * 60 * 60 * 1000);
  const later = await browser.open();
  await browser.pass(1_000);
  expect(later.view()?.isHidden).toBe(false);
  await later.decide('denied');
  expect(browser.kept()).toEqual(['consent']);
});

test('CHD5 answers stay here until the visitor writes, and then go with the chat', async () => {
  const browser = openBrowser(site(check('ask', { do: 'ask', questions }, { do: 'language', language: 'de' })));
  const tab = await browser.open();
  tab.handlr.open();
  await browser.pass(1_000);
  tab.handlr.checks?.answer('A parcel');
  expect(tab.view()?.asked).toMatchObject({ question: { id: 'order' }, isFirst: false });
  tab.handlr.checks?.back();
  expect(tab.view()?.asked).toMatchObject({ question: { id: 'topic' }, isFirst: true });
  tab.handlr.checks?.answer('A parcel');
  tab.handlr.checks?.answer('WM-20481');
  expect(tab.view()?.asked).toBeNull();
  await browser.pass(60_000);
  expect([browser.gateway.asked, browser.kept()]).toEqual([[], []]);
  tab.handlr.send('Hello');
  await browser.pass(1_000);
  expect(opened(browser)).toMatchObject({
    department: 'returns',
    language: 'de',
    answers: [
      { question: 'What is it about?', answer: 'A parcel' },
      { question: 'Which order?', answer: 'WM-20481' },
    ],
  });
  expect(opened(browser)).not.toHaveProperty('promptedBy');
});

test('CHD6 the gateway learns of a prompt only when it was answered', async () => {
  const browser = openBrowser(site(welcome));
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(6_000);
  expect(tab.prompt()).not.toBeNull();
  expect(JSON.stringify(browser.gateway.asked)).not.toContain('welcome');
  tab.handlr.checks?.choose({ label: 'Yes', then: 'chat', message: 'Yes, please' });
  await browser.pass(1_000);
  expect([tab.prompt(), tab.handlr.state().box]).toEqual([null, 'open']);
  expect(opened(browser)).toMatchObject({ promptedBy: 'welcome' });
  expect(browser.gateway.messages().map(({ body }) => body)).toEqual(['Yes, please']);
});

test('CHD6 nor of one that was sent away, or that the visitor went past', async () => {
  const browser = openBrowser(site(welcome));
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(6_000);
  tab.handlr.checks?.dismiss();
  tab.handlr.open();
  tab.handlr.send('Something else');
  await browser.pass(1_000);
  expect(JSON.stringify(browser.gateway.asked)).not.toContain('welcome');
});

test('CHD7 the box that a check opens starts nothing', async () => {
  const browser = openBrowser(site(check('open', { do: 'open' })));
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(1_000);
  expect(tab.handlr.state()).toMatchObject({ box: 'open', phase: 'none' });
  expect(browser.kept()).not.toContain('chat-in-progress');
  expect(browser.gateway.namesAsked()).not.toContain('chat:open');
});

test('CHD8 a message for later becomes a waiting chat that says so', async () => {
  const browser = openBrowser(site(check('form', { do: 'offline-form', text: 'Back at nine.' })));
  const tab = await browser.open();
  tab.handlr.open();
  await browser.pass(1_000);
  expect(tab.view()?.offline).toEqual({ text: 'Back at nine.' });
  expect(tab.handlr.checks?.leaveMessage('  ', '')).toBe(false);
  expect(browser.gateway.asked).toEqual([]);
  expect(tab.handlr.checks?.leaveMessage('Is the teapot back soon?', 'Nora')).toBe(true);
  await browser.pass(1_000);
  expect(opened(browser)).toMatchObject({ kind: 'offline', name: 'Nora' });
  expect(tab.view()?.offline).toBeNull();
  expect(tab.handlr.state().phase).toBe('waiting');
});

test('CHD8 whoever has a chat is asked nothing', async () => {
  const browser = openBrowser(site(check('ask', { do: 'ask', questions }, { do: 'hide' })));
  const tab = await browser.open();
  tab.handlr.open();
  tab.handlr.send('Hello');
  await browser.pass(1_000);
  expect(tab.view()).toMatchObject({ asked: null, isHidden: false });
});

test('CHD2 values that the page gives, scrolling and leaving are looked at as they happen', async () => {
  const when: Condition = {
    all: [
      { is: 'value', name: 'cart', compare: 'at-least', to: 50 },
      { is: 'scroll', percent: 80 },
      { is: 'exit-intent' },
    ],
  };
  const browser = openBrowser(site({ id: 'leaving', when, then: [{ do: 'open' }], scope: 'page' }));
  const tab = await browser.open();
  tab.handlr.values({ cart: 60 });
  await tab.decide('granted');
  tab.scroll(85);
  await browser.pass(1_000);
  expect(tab.handlr.state().box).toBe('closed');
  tab.scroll(10);
  tab.happen('left-top');
  await browser.pass(1_000);
  expect(tab.handlr.state().box).toBe('open');
  expect(JSON.stringify(browser.gateway.asked)).not.toContain('cart');
});
