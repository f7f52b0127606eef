import { expect, test, vi } from 'vitest';
import { createByteScan, textNeedles } from '../../support/byte-scan.ts';
import { bodies, openConsentTab, openTab, startChat } from '../../unit/sdk/open-tab.ts';
import { createTestArea } from '../../unit/sdk/test-storage.ts';
import { settle } from '../../unit/sdk/test-surroundings.ts';

const key = 'handlr:test-site:draft';
const text = 'Is the blue one dishwasher-safe?';
const typed = { text, caret: 12, topic: 'Teapots', kind: 'call-back' } as const;
const keptIn = (session: ReadonlyMap<string, string>) => JSON.parse(session.get(key) ?? 'null')?.record ?? null;

type Tab = ReturnType<typeof openTab>;
const type = async ({ handlr, world }: Pick<Tab, 'handlr' | 'world'>, change: object = typed): Promise<void> => {
  handlr.draft.write(change);
  await vi.dynamicImportSettled();
  await world.pass(1_000);
};

/** The next page of a tab, however the last one went. */
function openNext(tab: Tab): Tab {
  const { areas, openChannel } = tab.area.openTab(tab.session);
  const area = { ...tab.area, openTab: () => ({ areas, openChannel, session: tab.session }) };
  return openTab(tab.gateway, area, tab.world);
}

test('DRA6 text, caret, topic and kind are there on the next page before anything else can happen', async () => {
  const tab = openTab();
  tab.handlr.open();
  await type(tab);
  expect(keptIn(tab.session)).toEqual(typed);
  const next = openNext(tab);
  expect(next.handlr.draft.read()).toEqual(typed);
  expect(next.handlr.draft.has()).toBe(true);
  // What is typed there begins where the last page ended, and only the tab's own writes change it.
  await type(next, { text: `${text} And` });
  expect(keptIn(tab.session)).toEqual({ ...typed, text: `${text} And` });
});

test('DRA1 DRA6 a page that goes away keeps the last key, one that crashes all but the last 300 ms', async () => {
  const tab = openTab();
  await type(tab);
  tab.handlr.draft.write({ text: 'Left' });
  tab.world.happen('left');
  expect(keptIn(tab.session).text).toBe('Left');
  tab.handlr.draft.write({ text: 'Left and hidden' });
  tab.world.happen('hidden');
  expect(keptIn(tab.session).text).toBe('Left and hidden');
  await type(tab, { text: 'Crashed' });
  tab.handlr.draft.write({ text: 'Crashed a moment too soon' });
  expect(keptIn(tab.session).text).toBe('Crashed');
  expect(openNext(tab).handlr.draft.read().text).toBe('Crashed');
});

test('DRA7 each tab has its own, and what one sends stays in the others', async () => {
  const tab = openTab();
  const other = openTab(tab.gateway, tab.area, tab.world);
  await type(tab, { text: 'One' });
  await type(other, { text: 'Other' });
  expect([tab, other].map(({ session }) => keptIn(session).text)).toEqual(['One', 'Other']);
  tab.handlr.send('One');
  await type(tab, { text: '' });
  expect([tab, other].map(({ session }) => keptIn(session)?.text)).toEqual([undefined, 'Other']);
  expect(other.handlr.draft.read().text).toBe('Other');
});

test('DRA3 DRA4 it goes when it is sent or cleared, also where nothing of it had loaded yet', async () => {
  const tab = openTab();
  await type(tab);
  await type(tab, { text: ' ', topic: '' });
  expect(tab.session.size).toBe(0);
  await type(tab);
  const next = openNext(tab);
  next.handlr.draft.write({ text: '', topic: '' });
  expect(tab.session.has(key)).toBe(false);
});

test('DRA8 "forget me" takes it away in every tab, with and without a chat', async () => {
  for (const hasChat of [false, true]) {
    const tab = openTab();
    const other = openTab(tab.gateway, tab.area, tab.world);
    if (hasChat) tab.handlr.send('Hello');
    await type(tab);
    await type(other);
    await tab.handlr.forgetMe();
    await tab.world.pass(1_000);
    expect([tab.session.size, other.session.size, tab.area.items.size]).toEqual([0, 0, 0]);
    expect([tab, other].map(({ handlr }) => handlr.draft.read().text)).toEqual(['', '']);
  }
});

test('DRA8 it goes with a chat that is erased, in this tab and in the others', async () => {
  const tab = await startChat();
  const other = openTab(tab.gateway, tab.area, tab.world);
  await type(tab);
  await type(other);
  await expect(tab.handlr.eraseChat()).resolves.toMatchObject({ ok: true });
  await tab.world.pass(1_000);
  expect([tab, other].map(({ session }) => keptIn(session))).toEqual([null, null]);
  expect([tab, other].map(({ handlr }) => handlr.draft.read().text)).toEqual(['', '']);
});

test('DRA8 a chat that ends, or that the gateway has no more, leaves it', async () => {
  const tab = await startChat();
  await type(tab);
  tab.gateway.end();
  await settle();
  tab.handlr.startNewChat();
  await tab.world.pass(1_000);
  expect(keptIn(tab.session)).toEqual(typed);
  tab.handlr.send('Again');
  await tab.world.pass(1_000);
  tab.gateway.forgetChats();
  tab.gateway.setReachable(false);
  tab.gateway.setReachable(true);
  await tab.world.pass(60_000);
  expect(tab.handlr.state()).toMatchObject({ phase: 'none', hasExpired: true });
  expect(keptIn(tab.session)).toEqual(typed);
});

test('DRA9 nothing of it is in anything that is sent, while the fact of typing is', async () => {
  const tab = await startChat();
  const scan = createByteScan([...textNeedles(text), ...textNeedles(typed.topic)]);
  tab.handlr.setTyping(true);
  await type(tab);
  const next = openNext(tab);
  await next.world.pass(60_000);
  expect(tab.gateway.allAsked('typing:set')).toContainEqual(expect.objectContaining({ typing: true }));
  expect(scan('wire', Buffer.from(JSON.stringify(tab.gateway.asked)))).toEqual([]);
  // The look would find it: the message itself is there once it is sent.
  next.handlr.send(text);
  await next.world.pass(1_000);
  expect(bodies(next.handlr)).toContain(text);
  expect(scan('wire', Buffer.from(JSON.stringify(tab.gateway.asked)))).not.toEqual([]);
});

test.each(['blocked', 'full'] as const)(
  'DRA10 where storage is %s it is in memory, and the state says so',
  async (how) => {
    const area = createTestArea();
    if (how === 'blocked') area.setBlocked(true);
    else area.setFull(true);
    const tab = openTab(undefined, area);
    let told = 0;
    tab.handlr.subscribe(() => (told += 1));
    tab.handlr.draft.write(typed);
    await vi.dynamicImportSettled();
    await settle();
    const toldBefore = told;
    await tab.world.pass(1_000);
    expect(tab.handlr.draft.read()).toEqual(typed);
    expect([tab.session.size, area.items.size, tab.handlr.state().isPersistent]).toEqual([0, 0, false]);
    expect(told).toBeGreaterThan(toldBefore);
    expect(openNext(tab).handlr.draft.has()).toBe(false);
  },
);

test('DRA10 with everything denied a visitor drafts all the same, and nothing else is kept', async () => {
  const tab = await openConsentTab();
  const denied = Object.fromEntries(tab.consent.purposes.map((purpose) => [purpose, 'denied' as const]));
  tab.consent.decide(denied, { method: 'panel', byName: true });
  await type(tab);
  expect(keptIn(tab.session)).toEqual(typed);
  expect([...tab.session.keys(), ...tab.area.items.keys()]).toEqual([key, 'handlr:test-site:consent']);
});

test('DRA11 a box that is opened and left keeps nothing', async () => {
  const tab = openTab();
  tab.handlr.open();
  tab.handlr.draft.write({ caret: 0 });
  tab.world.happen('left');
  await tab.world.pass(1_000);
  expect([tab.session.size, tab.area.items.size, tab.gateway.asked.length]).toEqual([0, 0, 0]);
});
