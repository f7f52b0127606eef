import { expect, test } from 'vitest';
import { deviceKey } from '../../../packages/privacy/src/device-key.ts';
import { deviceKey as keptUnder } from '../../../packages/sdk/src/storage/device-key.ts';

test('the outputs name things as the browser has them', () => {
  expect(deviceKey('wren-shop', 'box-state')).toBe('handlr:wren-shop:box-state');
  expect(keptUnder('wren-shop', 'box-state')).toBe(deviceKey('wren-shop', 'box-state'));
});
