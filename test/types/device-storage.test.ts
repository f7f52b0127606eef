/* oxlint-disable typescript/no-misused-spread, typescript/no-unsafe-type-assertion -- what the compiler itself refuses, without the linter's help */
import {
  type Admitted,
  admit,
  type ChatInProgressRecord,
  consentWithoutDecision,
  deviceRegister,
} from '@handlr/privacy';
import { describe, expectTypeOf, it } from 'vitest';
import type { DeviceStorage } from '../../packages/sdk/src/storage/device-storage.ts';

declare const storage: DeviceStorage;
declare const record: ChatInProgressRecord;
const entry = deviceRegister.chatInProgress;
const consent = consentWithoutDecision({ chatOpened: true });
const admitted = admit(entry, record, { consent, nowMs: 0 });

describe('the device’s storage takes', () => {
  it('what the gate admitted', () => {
    expectTypeOf(admitted).toEqualTypeOf<Admitted<ChatInProgressRecord>>();
    storage.write(entry, admitted);
  });

  it('no raw, spread, cast or cloned record', () => {
    // @ts-expect-error a record that did not pass the gate
    storage.write(entry, record);
    // @ts-expect-error a spread of what was admitted
    storage.write(entry, { ...admitted });
    // @ts-expect-error a cast from a raw record
    storage.write(entry, record as Admitted<ChatInProgressRecord>);
    // @ts-expect-error a structured clone
    storage.write(entry, structuredClone(admitted));
  });
});
