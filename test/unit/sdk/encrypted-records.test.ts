import { expect, test } from 'vitest';
import { withEncryption } from '../../../packages/sdk/src/storage/encrypted-records.ts';

function openDatabase(records = new Map<string, unknown>()) {
  const database = withEncryption(
    {
      get: async (key) => records.get(key),
      set: async (key, value) => void records.set(key, value),
      remove: async (key) => void records.delete(key),
    },
    (key) => key === 'secret',
  );
  return { database, records };
}

test('what is encrypted is read again, and lies there unreadable', async () => {
  const { database, records } = openDatabase();
  await database.set('secret', 'ada@example.com');
  await database.set('plain', 'a page');
  expect([await database.get('secret'), await database.get('plain')]).toEqual(['ada@example.com', 'a page']);
  expect(JSON.stringify([...records])).not.toContain('ada@');
});

test.each([
  ['without its key', (value: object) => ({ ...value, key: null })],
  ['damaged', (value: object) => ({ ...value, data: new ArrayBuffer(32) })],
  ['in plain', () => '{"email":"ada@example.com"}'],
])('what nobody can read again goes when it is looked at: %s', async (_, spoil) => {
  const { database, records } = openDatabase();
  await database.set('secret', 'ada@example.com');
  await database.set('plain', 'a page');
  records.set('secret', spoil(Object(records.get('secret'))));
  expect(await database.get('secret')).toBeNull();
  expect([...records.keys()]).toEqual(['plain']);
});
