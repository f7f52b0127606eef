import { expect, test } from 'vitest';
import * as told from '../../../packages/privacy/src/device-key.ts';
import * as kept from '../../../packages/sdk/src/storage/device-key.ts';

test('the outputs name things as the browser has them', () => {
  const key = told.deviceKey('wren-shop', 'visit-history');
  expect(key).toBe('handlr:wren-shop:visit-history');
  expect(kept.deviceKey('wren-shop', 'visit-history')).toBe(key);
  expect(told.cookieName(key)).toBe('handlr.wren-shop.visit-history');
  expect(kept.cookieName(key)).toBe(told.cookieName(key));
});
