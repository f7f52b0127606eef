import type { PromptPolicy, ServedChecks } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { openBrowser, welcome } from '../check-logic/open-checks-tab.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Nothing holds a prompt back but what a test is about. */
const free = {
  afterPromptMinutes: 0,
  afterDismissalMinutes: 0,
  afterChatMinutes: 0,
  afterVisitMinutes: 0,
  perVisit: 10,
  perDay: 10,
  perCampaign: 10,
};
const site = (prompts: PromptPolicy = free, checks: ServedChecks['checks'] = [welcome]) => ({
  served: { prompts, checks },
});
const record = ({ area }: ReturnType<typeof openBrowser>) =>
  JSON.parse(area.items.get('handlr:test-site:prompt-history') ?? '{"record":null}').record;

test('PRS3 without history: no prompt, no request, no key, nothing on the wire', async () => {
  const browser = openBrowser(site());
  const tab = await browser.open();
  await browser.pass(10 * minuteMs);
  expect([tab.handlr.checks, browser.fetched, browser.kept(), browser.gateway.asked]).toEqual([null, [], [], []]);
  await tab.decide('denied');
  await browser.pass(10 * minuteMs);
  expect([tab.handlr.checks, browser.fetched, browser.kept()]).toEqual([null, [], ['consent']]);
  expect(tab.session.size).toBe(0);
});

test('PRS3 the browser’s signal holds prompts back whatever was granted', async () => {
  const browser = openBrowser(site());
  browser.world.setGpc(true);
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(minuteMs);
  expect([tab.handlr.checks, browser.kept()]).toEqual([null, ['consent']]);
});

test('PRS5 PRS7 a prompt comes once; its windows and caps hold on other pages, in other tabs and after days', async () => {
  const browser = openBrowser(site({ ...free, afterPromptMinutes: 60, perDay: 2, perCampaign: 3, campaignDays: 30 }));
  let shown = 0;
  const look = async (visible: boolean) => {
    const tab = await browser.open();
    await browser.pass(6_000);
    expect(tab.prompt() !== null).toBe(visible);
    if (tab.prompt() !== null) shown += 1;
    tab.handlr.destroy();
  };
  const first = await browser.open();
  await first.decide('granted');
  first.handlr.destroy();
  await look(true);
  expect(record(browser).prompts).toHaveLength(1);
  await look(false);
  await browser.pass(61 * minuteMs);
  await look(true);
  await browser.pass(61 * minuteMs);
  await look(false);
  await browser.pass(dayMs);
  await look(true);
  await browser.pass(5 * dayMs);
  await look(false);
  await browser.pass(26 * dayMs);
  await look(true);
  expect(shown).toBe(4);
});

test('PRS12 PRS15 a dismissal in one tab closes the prompt in all of them and holds for the session', async () => {
  const browser = openBrowser(site());
  const one = await browser.open();
  await one.decide('granted');
  await browser.pass(6_000);
  expect(one.prompt()).toMatchObject({ text: 'Can we help?', from: 'Maya' });
  const other = await browser.open();
  await browser.pass(20_000);
  expect(other.prompt()).not.toBeNull();
  one.handlr.checks?.dismiss();
  await browser.pass(1_000);
  expect([one.prompt(), other.prompt()]).toEqual([null, null]);
  for (const { session } of [one, other]) expect([...session.keys()]).toContain('handlr:test-site:prompt-dismissal');
  const next = await browser.open(one.session);
  await browser.pass(10 * minuteMs);
  expect(next.prompt()).toBeNull();
  const fresh = await browser.open();
  await browser.pass(minuteMs);
  expect(fresh.prompt()).not.toBeNull();
});

test('PRS10 two tabs that would prompt at the same moment prompt once', async () => {
  const browser = openBrowser(site());
  const first = await browser.open();
  await first.decide('granted');
  first.handlr.destroy();
  const tabs = [await browser.open(), await browser.open(), await browser.open()];
  await browser.pass(5_400);
  expect(tabs.filter(({ prompt }) => prompt() !== null)).toHaveLength(1);
  expect(record(browser).prompts).toHaveLength(1);
});

test('PRS13 PRS14 a withdrawal closes the prompt and removes what was remembered', async () => {
  const browser = openBrowser(site());
  const one = await browser.open();
  await one.decide('granted');
  await browser.pass(6_000);
  expect(one.prompt()).not.toBeNull();
  expect(browser.kept()).toContain('prompt-history');
  const other = await browser.open();
  await other.decide('denied');
  await browser.pass(1_000);
  expect(one.prompt()).toBeNull();
  await browser.pass(10 * minuteMs);
  expect([one.prompt(), browser.kept()]).toEqual([null, ['consent']]);
});

test('PRS4 none while the box is open or a chat goes on; PRS5 and none soon after it', async () => {
  const browser = openBrowser(site({ ...free, afterChatMinutes: 30 }));
  const tab = await browser.open();
  await tab.decide('granted');
  tab.handlr.open();
  await browser.pass(minuteMs);
  expect(tab.prompt()).toBeNull();
  tab.handlr.send('Hello');
  await browser.pass(1_000);
  tab.handlr.minimise();
  await browser.pass(minuteMs);
  expect(tab.prompt()).toBeNull();
  await tab.handlr.endChat();
  await browser.pass(minuteMs);
  expect(tab.prompt()).toBeNull();
  await browser.pass(30 * minuteMs);
  expect(tab.prompt()).not.toBeNull();
});

test('PRS16 a browser that keeps nothing gets no prompts', async () => {
  const browser = openBrowser(site());
  browser.area.setBlocked(true);
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(10 * minuteMs);
  expect(tab.handlr.checks).not.toBeNull();
  expect(tab.prompt()).toBeNull();
});

test('PRS3 a site may switch prompts off', async () => {
  const browser = openBrowser(site({ ...free, off: true }));
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(10 * minuteMs);
  expect(tab.prompt()).toBeNull();
});
