import { expect, test } from 'vitest';
import { admit, consentWithoutDecision, deviceRegister, gatewayRegister } from '@handlr/privacy';
import { createDeviceStorage } from '@handlr/sdk';
import { createTestArea, openStorage as openStorageOf } from './test-storage.ts';

const entry = deviceRegister.chatInProgress;
const consent = consentWithoutDecision({ chatOpened: true });
const nowMs = 1_700_000_000_000;
const key = 'handlr:test-site:chat-in-progress';
const admitted = (atMs = nowMs) => admit(entry, { capability: 'c'.repeat(43) }, { consent, nowMs: atMs });

function openStorage(now = () => nowMs) {
  const area = createTestArea();
  return { area, storage: openStorageOf(area, 'test-site', now) };
}

test('keeps what the gate admitted, under the site’s own key, with the time that it goes', () => {
  const { area, storage } = openStorage();
  storage.write(entry, admitted());
  expect(JSON.parse(area.items.get(key) ?? '')).toEqual({
    record: { capability: 'c'.repeat(43) },
    expiresAt: nowMs + entry.lifetimeMs,
  });
  expect(storage.read(entry)).toEqual({ capability: 'c'.repeat(43) });
});

test('refuses what did not pass the gate: raw, spread, cloned, or admitted as something else', () => {
  const { area, storage } = openStorage();
  const raw: unknown = { capability: 'c'.repeat(43) };
  for (const value of [raw, Object.assign({}, admitted()), structuredClone(admitted())]) {
    expect(() => Reflect.apply(storage.write, undefined, [entry, value])).toThrow(TypeError);
  }
  expect(area.items.size).toBe(0);
});

test('refuses an entry that is not in the device register', () => {
  const { area, storage } = openStorage();
  const message = {
    siteId: 's',
    chatId: 'c',
    audience: 'public',
    messageId: 'm',
    sender: 'visitor',
    body: 'x',
    sentAt: 1,
  } as const;
  const stray = admit(gatewayRegister.messages, message, { consent, nowMs });
  expect(() => storage.write(gatewayRegister.messages, stray)).toThrow('not in the device register');
  expect(() => storage.write({ ...entry }, admitted())).toThrow('not in the device register');
  expect(area.items.size).toBe(0);
});

test('drops what has expired, and what is not a record of its entry', () => {
  let now = nowMs;
  const { area, storage } = openStorage(() => now);
  storage.write(entry, admitted());
  now += entry.lifetimeMs;
  expect(storage.read(entry)).toBeNull();
  expect(area.items.size).toBe(0);
  for (const text of ['', 'null', '{}', '[]', '{"record":{},"expiresAt":9e15}', '{"record":null,"expiresAt":9e15}']) {
    area.items.set(key, text);
    expect(storage.read(entry), text).toBeNull();
  }
});

test('goes on in memory when the browser is full, and forgets there too', async () => {
  const { area, storage } = openStorage();
  expect(storage.isPersistent()).toBe(true);
  area.setFull(true);
  storage.write(entry, admitted());
  expect(storage.isPersistent()).toBe(false);
  expect(storage.read(entry)?.capability).toBe('c'.repeat(43));
  expect(await storage.list()).toEqual([{ entry: 'chatInProgress', expiresAt: nowMs + entry.lifetimeMs }]);
  storage.remove(entry);
  expect(storage.read(entry)).toBeNull();
});

test('goes on in memory when the browser blocks storage altogether', () => {
  const area = createTestArea();
  area.setBlocked(true);
  const storage = openStorageOf(area, 'test-site', () => nowMs);
  expect(storage.isPersistent()).toBe(false);
  storage.write(entry, admitted());
  expect(storage.read(entry)?.capability).toBe('c'.repeat(43));
});

test('lets go what another tab removed, also where its word comes before the browser has done it', () => {
  const area = createTestArea();
  let heardOfRemoval: (key: unknown) => void = () => {};
  const { areas } = area.openTab();
  const storage = createDeviceStorage({
    siteKey: 'test-site',
    nowMs: () => nowMs,
    areas,
    tabs: { canTalk: true, tell: () => {}, on: (_word, heard) => ((heardOfRemoval = heard), () => {}) },
  });
  const seen: boolean[] = [];
  storage.watch(entry, () => seen.push(storage.read(entry) !== null));
  storage.write(entry, admitted());
  heardOfRemoval(key);
  area.openTab().areas.local().removeItem(key);
  expect(seen).toEqual([true, false]);
});
