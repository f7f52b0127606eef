import { afterEach, expect, test, vi } from 'vitest';
import { deviceRegister } from '@handlr/privacy';
import { createCookieArea } from '../../../packages/sdk/src/storage/cookie-area.ts';
import { createLastingArea } from '../../../packages/sdk/src/storage/lasting-area.ts';
import { writeRecords } from './device-records.ts';
import { attachAll, createTestArea, openStorage } from './test-storage.ts';

const nowMs = 1_700_000_000_000;
const entry = deviceRegister.consent;

afterEach(() => vi.unstubAllGlobals());

function openCookies(nowMs = 1_000) {
  const written: string[] = [];
  const page = {
    get cookie() {
      return '';
    },
    set cookie(text: string) {
      written.push(text);
    },
  };
  return { written, cookies: createCookieArea('shop.example', page, () => nowMs) };
}

test('a cookie is of the whole domain, in a name that is legal there, until its record expires', () => {
  const { written, cookies } = openCookies();
  cookies.setItem('handlr:test-site:consent', '{"expiresAt":61000}');
  cookies.removeItem('handlr:test-site:consent');
  expect(written).toEqual([
    'handlr.test-site.consent=%7B%22expiresAt%22%3A61000%7D; Domain=shop.example; Path=/; Max-Age=60; SameSite=Lax',
    'handlr.test-site.consent=; Domain=shop.example; Path=/; Max-Age=0; SameSite=Lax',
  ]);
});

test('a cookie is secure where its page is', () => {
  vi.stubGlobal('location', { protocol: 'https:' });
  const { written, cookies } = openCookies();
  cookies.setItem('key', '{"expiresAt":1}');
  expect(written[0]).toMatch(/; Secure$/);
});

test('CASE 17: what browsers would drop without a word goes on in memory', () => {
  const lasting = createLastingArea(() => openCookies().cookies);
  lasting.write('long', JSON.stringify({ expiresAt: 9e15, text: 'x'.repeat(5_000) }));
  lasting.write('refused', '{"expiresAt":1}');
  expect([lasting.isLasting(), lasting.read('long')?.length, lasting.read('refused')]).toEqual([
    false,
    5_040,
    '{"expiresAt":1}',
  ]);
});

test('an entry is found where it was kept before there were cookies, and goes from both', () => {
  const area = createTestArea();
  const storage = openStorage(area, 'test-site', () => nowMs);
  writeRecords(storage, nowMs, 'denied').consent();
  attachAll(area, storage);
  expect(storage.read(entry)?.choices).toEqual({ history: 'denied' });
  writeRecords(storage, nowMs, 'granted').consent();
  expect(storage.read(entry)?.choices).toEqual({ history: 'granted' });
  storage.remove(entry);
  expect([area.items.size, area.cookies.size, storage.read(entry)]).toEqual([0, 0, null]);
});

test('only what subdomains share is in cookies', () => {
  const area = createTestArea();
  const storage = openStorage(area, 'test-site', () => nowMs);
  attachAll(area, storage);
  for (const write of Object.values(writeRecords(storage, nowMs))) write();
  expect([...area.cookies.keys()].sort()).toEqual(['handlr.test-site.consent', 'handlr.test-site.visit-history']);
});
