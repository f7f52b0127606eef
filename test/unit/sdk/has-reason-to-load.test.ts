import { afterEach, expect, test, vi } from 'vitest';
import { deviceRegister, wholeDeviceRegister } from '@handlr/privacy';
import type { ConsentConfiguration } from '@handlr/sdk';
import { hasReasonToLoad } from '../../../packages/sdk/src/storage/has-reason-to-load.ts';
import { writeRecords } from './device-records.ts';
import { attachAll, createTestArea, openStorage } from './test-storage.ts';

const key = 'handlr:test-site:chat-in-progress';

afterEach(() => vi.unstubAllGlobals());

function openLoader(consent?: ConsentConfiguration) {
  const area = createTestArea();
  const { areas, session } = area.openTab();
  vi.stubGlobal('localStorage', areas.local());
  vi.stubGlobal('sessionStorage', areas.session());
  vi.stubGlobal('document', areas.cookies());
  const storage = openStorage(area, 'test-site', () => Date.now(), session);
  const look = (siteKey = 'test-site') => hasReasonToLoad({ siteKey, ...(consent && { consent }) });
  return { area, storage, look, write: writeRecords(storage, Date.now()) };
}

test('the loader looks where the storage writes, and takes no broken record for a chat', () => {
  const { area, look, write } = openLoader();
  expect(look()).toBe(false);
  write.chatInProgress();
  expect(look()).toBe(true);
  expect(look('other-site')).toBe(false);
  area.items.set(key, 'nonsense');
  expect(look()).toBe(false);
  expect(area.items.get(key)).toBe('nonsense');
});

test.each(['local-storage', 'cookie'] as const)('it loads for a grant and not for a refusal, in %s', (place) => {
  const { area, storage, look } = openLoader({ ask: 'on-load' });
  if (place === 'cookie') attachAll(area, storage);
  expect(look()).toBe(true);
  writeRecords(storage, Date.now(), 'denied').consent();
  expect([area.items.size, area.cookies.size]).toEqual(place === 'cookie' ? [0, 1] : [1, 0]);
  expect(look()).toBe(false);
  writeRecords(storage, Date.now(), 'granted').consent();
  expect(look()).toBe(true);
});

test.each(['draft', 'visitHistory', 'withdrawal'] as const)(
  'it loads for what has to be judged or told: %s',
  (name) => {
    const { area, storage, look, write } = openLoader();
    attachAll(area, storage);
    write[name]();
    expect(look()).toBe(true);
  },
);

test.each(['chatInProgress', 'visitHistory', 'consent'] as const)(
  'it loads for what is over, so that it is removed: %s',
  (name) => {
    const { area, storage, look } = openLoader();
    attachAll(area, storage);
    writeRecords(storage, Date.now() - wholeDeviceRegister[name].lifetimeMs - 1, 'denied')[name]();
    expect(look()).toBe(true);
  },
);

test('a decision that is over is none: the site may ask again', () => {
  const { storage, look } = openLoader({ ask: 'on-load' });
  writeRecords(storage, Date.now() - deviceRegister.consent.lifetimeMs - 1, 'denied').consent();
  expect(look()).toBe(true);
});

test('where nothing may be looked at there is nothing', () => {
  vi.stubGlobal('document', {
    get cookie() {
      throw new DOMException('Blocked', 'SecurityError');
    },
  });
  expect(hasReasonToLoad({ siteKey: 'test-site' })).toBe(false);
});
