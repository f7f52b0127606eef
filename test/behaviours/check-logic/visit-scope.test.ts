import type { ConsentConfiguration } from '@handlr/sdk';
import type { PromptPolicy, ServedCheck } from '@handlr/protocol';
import { expect, test } from 'vitest';
import { openBrowser, welcome } from './open-checks-tab.ts';

const minute = 60_000;
const second = 1_000;
type Browser = ReturnType<typeof openBrowser>;
type Tab = Awaited<ReturnType<Browser['open']>>;

/** Hides the launcher once in a visit, so that it is seen whether it fired on this page. */
const once: ServedCheck = { id: 'once', when: { is: 'page', paths: ['/**'] }, then: [{ do: 'hide' }], scope: 'visit' };
const free: PromptPolicy = {
  afterPromptMinutes: 0,
  afterChatMinutes: 0,
  afterVisitMinutes: 0,
  perVisit: 1,
  perDay: 10,
  perCampaign: 10,
};
const record = ({ area }: Browser, word: string) =>
  JSON.parse(area.items.get(`handlr:test-site:${word}`) ?? 'null')?.record;
const page = (query = '') => ({ url: `https://shop.example/a${query}`, title: '' });

async function begin(
  checks: readonly ServedCheck[],
  sessions: ConsentConfiguration['sessions'] = {},
): Promise<Browser> {
  const browser = openBrowser({ served: { prompts: free, checks: [...checks] }, consent: { ask: 'never', sessions } });
  const tab = await browser.open();
  await tab.decide('granted');
  await browser.pass(7 * second);
  expect(record(browser, 'session')).toMatchObject({ number: 1 });
  tab.handlr.destroy();
  return browser;
}

/** Looks at a page, and answers what fired on it. */
async function look(browser: Browser, does: (tab: Tab) => void = () => {}) {
  const tab = await browser.open();
  await browser.pass(7 * second);
  does(tab);
  await browser.pass(7 * second);
  const seen = { isHidden: tab.view()?.isHidden, prompt: tab.prompt()?.checkId ?? null };
  tab.handlr.destroy();
  return { ...seen, number: record(browser, 'session')?.number, began: record(browser, 'session')?.began };
}

test('CHD10 SES2 a check of a visit fires again after the site’s own idle time, and not before it', async () => {
  const browser = await begin([once], { idleMinutes: 5 });
  await browser.pass(4 * minute);
  expect(await look(browser)).toMatchObject({ isHidden: false, number: 1 });
  await browser.pass(5 * minute);
  expect(await look(browser)).toMatchObject({ isHidden: true, number: 2, began: 'idle' });
  expect(await look(browser)).toMatchObject({ isHidden: false, number: 2 });
  const patient = await begin([once], { idleMinutes: 120 });
  await patient.pass(90 * minute);
  expect(await look(patient)).toMatchObject({ isHidden: false, number: 1 });
});

test('CHD10 SES3 and with another campaign, though nobody was away', async () => {
  const browser = await begin([once]);
  browser.world.visit(page('?utm_source=spring'));
  expect(await look(browser)).toMatchObject({ isHidden: true, number: 2, began: 'campaign' });
  expect(await look(browser)).toMatchObject({ isHidden: false, number: 2 });
  browser.world.visit(page());
  expect(await look(browser)).toMatchObject({ isHidden: false, number: 2 });
});

test('CHD10 SES4 and after midnight in the site’s zone, where the site says so', async () => {
  for (const midnight of ['Europe/London', undefined]) {
    const browser = await begin([once], { idleMinutes: 1440, midnight });
    const { nowMs } = browser.world.surroundings;
    const dayMs = 24 * 60 * minute;
    await browser.pass(dayMs - (nowMs() % dayMs) - 10 * minute);
    expect(await look(browser)).toMatchObject({ isHidden: false, number: 1 });
    await browser.pass(15 * minute);
    const begins = midnight === undefined ? { isHidden: false, number: 1 } : { isHidden: true, began: 'midnight' };
    expect(await look(browser)).toMatchObject(begins);
    expect(await look(browser)).toMatchObject({ isHidden: false });
  }
});

test('CHD10 SES5 it fires in the tab in which a session begins, and not once more in another', async () => {
  const browser = await begin([once], { idleMinutes: 5 });
  const tab = await browser.open();
  await browser.pass(minute);
  browser.world.setVisible(false);
  await browser.pass(6 * minute);
  browser.world.setVisible(true);
  await browser.pass(40 * second);
  expect(record(browser, 'session')).toMatchObject({ number: 2, began: 'idle' });
  expect(tab.view()?.isHidden).toBe(true);
  expect(await look(browser)).toMatchObject({ isHidden: false, number: 2 });
});

test('CHD10 CHK6 a new session on the page that stayed open is another look at it, for checks of the page too', async () => {
  const opens: ServedCheck = { id: 'opens', when: once.when, then: [{ do: 'open' }], scope: 'page' };
  const browser = await begin([opens], { idleMinutes: 5 });
  const tab = await browser.open();
  await browser.pass(minute);
  expect(tab.handlr.state().box).toBe('open');
  tab.handlr.minimise();
  for (const [awayMs, box] of [
    [3 * minute, 'minimised'],
    [6 * minute, 'open'],
  ] as const) {
    browser.world.setVisible(false);
    await browser.pass(awayMs);
    browser.world.setVisible(true);
    await browser.pass(40 * second);
    expect(tab.handlr.state().box).toBe(box);
  }
});

test('CHD10 PRS1 PRS7 a cap of prompts in a visit is one of a session: not past it, and again in the next', async () => {
  const browser = await begin([welcome], { idleMinutes: 5 });
  const { length } = record(browser, 'prompt-history').prompts;
  expect(length).toBe(1);
  expect(await look(browser)).toMatchObject({ prompt: null, number: 1 });
  await browser.pass(5 * minute);
  expect(await look(browser)).toMatchObject({ prompt: 'welcome', number: 2 });
  expect(await look(browser)).toMatchObject({ prompt: null, number: 2 });
  browser.world.visit(page('?utm_source=spring'));
  expect(await look(browser)).toMatchObject({ prompt: 'welcome', number: 3, began: 'campaign' });
  expect(record(browser, 'prompt-history')).toMatchObject({ session: 3 });
});

test('CHD10 PRS17 without history there is no session, and neither prompts nor checks of a visit', async () => {
  const browser = openBrowser({ served: { prompts: free, checks: [once, welcome] } });
  const tab = await browser.open();
  tab.handlr.open();
  await browser.pass(minute);
  tab.handlr.minimise();
  await browser.pass(minute);
  expect([tab.view()?.isHidden, tab.prompt(), browser.kept()]).toEqual([false, null, []]);
});
