import { expect, test } from 'vitest';
import { openConsentTab, openTab, startChat } from './open-tab.ts';
import { createTestArea } from './test-storage.ts';
import { settle } from './test-surroundings.ts';

const key = 'handlr:test-site:box-state';
const byName = { method: 'panel', byName: true } as const;
const boxIn = (items: ReadonlyMap<string, string>) => JSON.parse(items.get(key) ?? 'null')?.record.box ?? null;

test('BOX1 is not remembered before there is a chat or consent', async () => {
  const { handlr, area, session } = openTab();
  handlr.open();
  handlr.minimise();
  await settle();
  expect([area.items.size, session.size]).toEqual([0, 0]);
});

test('BOX1 is remembered in the tab while a chat goes on, and goes with it', async () => {
  const { handlr, gateway, area, session } = await startChat();
  expect([boxIn(session), boxIn(area.items)]).toEqual(['open', null]);
  handlr.minimise();
  await settle();
  expect(boxIn(session)).toBe('minimised');
  gateway.end();
  await settle();
  handlr.startNewChat();
  await settle();
  expect(boxIn(session)).toBeNull();
});

test('BOX1 is remembered for longer where `functionality` is allowed', async () => {
  const { handlr, area, consent } = await openConsentTab();
  consent.decide({ functionality: 'granted' }, byName);
  handlr.open();
  await settle();
  expect(boxIn(area.items)).toBe('open');
  const later = openTab(undefined, area);
  expect(later.handlr.state().box).toBe('closed');
  await later.handlr.loadConsent();
  await settle();
  expect(later.handlr.state()).toMatchObject({ box: 'open', isRestored: true });
  later.handlr.minimise();
  await settle();
  expect([boxIn(area.items), later.handlr.state().isRestored]).toEqual(['minimised', false]);
});

test('BOX1 in the UK it is, without being asked, from the first message on and until somebody objects', async () => {
  const uk = { jurisdiction: 'uk' } as const;
  const { handlr, area, consent } = await openConsentTab({ consent: uk });
  handlr.open();
  await settle();
  expect(boxIn(area.items)).toBeNull();
  handlr.send('Hello');
  await settle();
  expect(boxIn(area.items)).toBe('open');
  consent.decide({ functionality: 'denied' }, byName);
  expect(boxIn(area.items)).toBeNull();
  expect(consent.explain().functionality.state).toBe('objected');
});

test('BOX2 what the tab remembers comes first, at once', async () => {
  const area = createTestArea();
  const tab = area.openTab();
  const { handlr, gateway } = openTab(undefined, { ...area, openTab: () => tab });
  handlr.open();
  handlr.send('Hello');
  await settle();
  const reloaded = openTab(gateway, { ...area, openTab: () => tab });
  expect(reloaded.handlr.state()).toMatchObject({ box: 'open', isRestored: true });
  reloaded.handlr.close();
  await settle();
  expect(openTab(gateway, { ...area, openTab: () => tab }).handlr.state().box).toBe('closed');
});

test('a visitor who was faster is not overruled by what was remembered', async () => {
  const { area, consent, handlr } = await openConsentTab();
  consent.decide({ functionality: 'granted' }, byName);
  handlr.open();
  await settle();
  const later = openTab(undefined, area);
  later.handlr.open();
  later.handlr.minimise();
  await later.handlr.loadConsent();
  await settle();
  expect([later.handlr.state().box, boxIn(area.items)]).toEqual(['minimised', 'minimised']);
});
