import { expect, test, vi } from 'vitest';
import { writeRecords } from '../../unit/sdk/device-records.ts';
import { openConsentTab, openTab, startChat } from '../../unit/sdk/open-tab.ts';
import { createTestArea, openStorage } from '../../unit/sdk/test-storage.ts';
import { settle } from '../../unit/sdk/test-surroundings.ts';

const key = 'handlr:test-site:box-state';
const place = { corner: 'start-start', inlinePx: 30, blockPx: 40, widthPx: 400, heightPx: 500 } as const;
const recordIn = (items: ReadonlyMap<string, string>) => JSON.parse(items.get(key) ?? 'null')?.record ?? null;
const byName = { method: 'panel', byName: true } as const;

test('BOX1 place and size are kept on the same terms as the box itself', async () => {
  const { handlr, session, area, gateway } = await startChat();
  handlr.arrange(place);
  await settle();
  expect([recordIn(session), recordIn(area.items)]).toEqual([{ box: 'open', place }, null]);
  gateway.end();
  await settle();
  handlr.startNewChat();
  await settle();
  expect([recordIn(session), handlr.state().place]).toEqual([null, place]);
});

test('BOX1 without a chat, a draft or consent a box that is moved is kept nowhere', async () => {
  const { handlr, session, area, gateway } = openTab();
  handlr.open();
  handlr.arrange(place);
  await settle();
  expect([session.size, area.items.size, gateway.asked.length, handlr.state().place]).toEqual([0, 0, 0, place]);
});

test('BOX1 a draft is a reason as a chat is, and none once it is cleared', async () => {
  const { handlr, session, area, world } = openTab();
  handlr.open();
  handlr.draft.write({ text: 'Is' });
  await vi.dynamicImportSettled();
  handlr.destroy();
  expect(recordIn(session)).toEqual({ box: 'open', place: null });
  const { nowMs } = world.surroundings;
  // How a draft comes to be kept is the draft's own.
  writeRecords(openStorage(area, 'test-site', nowMs, session), nowMs()).draft();
  const next = openTab(undefined, { ...area, openTab: () => area.openTab(session) });
  expect(next.handlr.state()).toMatchObject({ box: 'open', isRestored: true });
  next.handlr.draft.write({ text: '' });
  await settle();
  expect(recordIn(session)).toBeNull();
});

test('BOX1 without the chat or the draft that it went on with it goes', async () => {
  const { handlr, session } = openTab();
  handlr.open();
  handlr.draft.write({ text: 'Is' });
  await settle();
  handlr.draft.write({ text: '' });
  await settle();
  expect(recordIn(session)).toBeNull();
});

test('BOX1 for longer with `functionality`, and gone from the device when that is withdrawn', async () => {
  const { handlr, area, consent } = await openConsentTab();
  consent.decide({ functionality: 'granted' }, byName);
  handlr.open();
  handlr.arrange(place);
  await settle();
  expect(recordIn(area.items)).toEqual({ box: 'open', place });
  const later = await openConsentTab({ area });
  expect(later.handlr.state()).toMatchObject({ box: 'open', place, isRestored: true });
  consent.decide({ functionality: 'denied' }, byName);
  await settle();
  expect(area.items.has(key)).toBe(false);
});

test('BOX1 put back where the site has it, nothing of the place is kept', async () => {
  const { handlr, session } = await startChat();
  handlr.arrange(place);
  await settle();
  handlr.arrange(null);
  await settle();
  expect([recordIn(session), handlr.state().place]).toEqual([{ box: 'open', place: null }, null]);
});

test('BOX2 a visitor who opened the box faster than it was remembered still finds it in its place', async () => {
  const { handlr, area, consent } = await openConsentTab();
  consent.decide({ functionality: 'granted' }, byName);
  handlr.open();
  handlr.arrange(place);
  handlr.minimise();
  await settle();
  const later = openTab(undefined, area);
  later.handlr.open();
  expect(later.handlr.state().place).toBeNull();
  await later.handlr.loadConsent();
  await settle();
  expect(later.handlr.state()).toMatchObject({ box: 'open', place });
  expect(recordIn(area.items)).toEqual({ box: 'open', place });
});

test('BOX7 open, minimised, moved and put back in one tab it is so in the others', async () => {
  const tab = await startChat();
  tab.handlr.minimise();
  const other = openTab(tab.gateway, tab.area);
  tab.handlr.open();
  const boxes = async () => {
    await settle();
    const { box, place: at, isRestored } = other.handlr.state();
    return [box, at, isRestored];
  };
  tab.handlr.arrange(place);
  expect(await boxes()).toEqual(['open', place, true]);
  expect(recordIn(other.session)).toEqual({ box: 'open', place });
  tab.handlr.minimise();
  expect(await boxes()).toEqual(['minimised', place, true]);
  other.handlr.open();
  await settle();
  expect(tab.handlr.state().box).toBe('open');
  tab.handlr.arrange(null);
  // It was opened here, so it is not as it was left elsewhere.
  expect(await boxes()).toEqual(['open', null, false]);
});

test('BOX7 what a phone minimises because the box would stand before the page it minimises in that tab alone', async () => {
  const tab = await startChat();
  const other = openTab(tab.gateway, tab.area);
  other.handlr.open();
  await settle();
  other.handlr.minimise('here');
  await settle();
  expect([tab.handlr.state().box, other.handlr.state().box]).toEqual(['open', 'minimised']);
});

test('BOX7 what is no box is not listened to', async () => {
  const area = createTestArea();
  const tab = openTab(undefined, area);
  const channel = area.openTab().openChannel('handlr:test-site', () => {});
  for (const value of [null, 1, 'open', {}, { is: 'open' }]) channel?.post({ word: 'box', value });
  await settle();
  expect(tab.handlr.state().box).toBe('closed');
});
