import { describe, expect, test } from 'vitest';
import { deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import { writeRecords } from './device-records.ts';
import { attachAll, createTestArea, openStorage, type TestArea } from './test-storage.ts';
import { settle } from './test-surroundings.ts';

const nowMs = 1_700_000_000_000;
const { chatInProgress } = wholeDeviceRegister;

function openTab(area: TestArea = createTestArea(), now = () => nowMs) {
  const storage = openStorage(area, 'test-site', now);
  attachAll(area, storage);
  return { area, storage, write: writeRecords(storage, nowMs) };
}

const sizes = ({ items, cookies, databases }: TestArea) => [items.size, cookies.size, databases.size];

test('every entry is kept in its own medium, listed and found again', async () => {
  const { area, storage, write } = openTab();
  for (const name of deviceEntryNames) write[name]();
  expect((await storage.list()).map(({ entry }) => entry)).toEqual(deviceEntryNames);
  expect(sizes(area)).toEqual([9, 2, 1]);
  const later = openTab(area).storage;
  expect(later.read(wholeDeviceRegister.pageTrail)).toBeNull();
  expect((await later.load(wholeDeviceRegister.pageTrail))?.pages).toHaveLength(1);
  expect((await later.list()).map(({ entry }) => entry)).toEqual(
    deviceEntryNames.filter((name) => wholeDeviceRegister[name].medium.kind !== 'session-storage'),
  );
});

test('purging removes a purpose from every medium and leaves the others', async () => {
  const { area, storage, write } = openTab();
  for (const name of deviceEntryNames) write[name]();
  await storage.purge('history');
  expect((await storage.list()).map(({ entry }) => entry)).toEqual([
    'chatInProgress',
    'ban',
    'transcriptPosition',
    'boxNow',
    'boxState',
    'draft',
    'consent',
    'withdrawal',
    'promptDismissal',
    'visitorEmail',
  ]);
  await storage.purge('service');
  await storage.purge('functionality');
  await storage.purge('security');
  await storage.purge('contact');
  expect([await storage.list(), ...sizes(area)]).toEqual([[], 0, 0, 0]);
});

test('purging removes what is in memory as well, where the browser keeps nothing', async () => {
  const area = createTestArea();
  area.setBlocked(true);
  const { storage, write } = openTab(area);
  for (const name of deviceEntryNames) write[name]();
  expect(await storage.list()).toHaveLength(deviceEntryNames.length);
  await storage.purge('history');
  expect([storage.read(wholeDeviceRegister.visitHistory), storage.read(wholeDeviceRegister.pageTrail)]).toEqual([
    null,
    null,
  ]);
});

test('purging takes away what has expired, of whatever purpose', async () => {
  let now = nowMs;
  const { area, storage, write } = openTab(undefined, () => now);
  write.chatInProgress();
  write.pageTrail();
  await storage.list();
  now += wholeDeviceRegister.pageTrail.lifetimeMs;
  await storage.purge('functionality');
  await storage.purge('contact');
  await storage.list();
  expect(sizes(area)).toEqual([0, 0, 0]);
});

test('what another tab purged is not read from memory, and what is under way to be read stays away', async () => {
  const one = openTab();
  one.write.visitHistory();
  one.write.pageTrail();
  await one.storage.list();
  const other = openTab(one.area).storage;
  const loading = other.load(wholeDeviceRegister.pageTrail);
  await one.storage.purge('history');
  await loading;
  expect([other.read(wholeDeviceRegister.visitHistory), other.read(wholeDeviceRegister.pageTrail)]).toEqual([
    null,
    null,
  ]);
});

describe('CASE 17: what the visitor clears while the page is open', () => {
  test('goes on in memory, says so, and is not written again', () => {
    const { area, storage, write } = openTab();
    write.chatInProgress();
    expect(storage.isPersistent()).toBe(true);
    area.clear();
    expect(storage.isPersistent()).toBe(false);
    write.chatInProgress();
    expect(storage.read(chatInProgress)?.capability).toBe('c'.repeat(43));
    expect(area.items.size).toBe(0);
    storage.remove(chatInProgress);
    write.chatInProgress();
    expect([storage.isPersistent(), area.items.size]).toEqual([true, 1]);
  });

  test('is reported to whom it matters', () => {
    const { area, storage, write } = openTab();
    write.chatInProgress();
    let heard = 0;
    storage.watch(chatInProgress, () => (heard += 1));
    area.clear();
    expect(heard).toBe(1);
  });

  test('is told from what another tab removed, also without broadcast channels', async () => {
    for (const canTalk of [true, false]) {
      const one = openTab(createTestArea({ canTalk }));
      one.write.chatInProgress();
      const other = openTab(one.area).storage;
      expect(other.read(chatInProgress)).not.toBeNull();
      one.storage.remove(chatInProgress);
      await settle();
      expect([other.read(chatInProgress), other.isPersistent()]).toEqual([null, true]);
    }
  });

  test('with broadcast channels, a key that goes without a word was cleared', async () => {
    const { area, storage, write } = openTab();
    write.chatInProgress();
    area.openTab().areas.local().removeItem('handlr:test-site:chat-in-progress');
    await settle();
    expect([storage.read(chatInProgress)?.capability.length, storage.isPersistent()]).toEqual([43, false]);
  });
});

test('a page from the back/forward cache keeps nothing in memory that is not kept any more', () => {
  const { area, storage, write } = openTab();
  write.chatInProgress();
  area.items.clear();
  storage.release();
  expect(storage.read(chatInProgress)).toBeNull();
});
