/* oxlint-disable typescript/no-misused-spread, typescript/no-unsafe-type-assertion -- what the compiler itself refuses, without the linter's help */
import {
  type Admitted,
  admit,
  admitChange,
  gatewayRegister,
  keep,
  type MessageRow,
  operatorConsent as consent,
  type RecordPolicy,
  truncate,
} from '@handlr/privacy';
import { describe, expectTypeOf, it } from 'vitest';
import type { Store } from '../../packages/gateway/src/storage/index.ts';

declare const store: Store;
declare const row: MessageRow;
const admitted = admit(gatewayRegister.messages, row, { consent, nowMs: 0 });

describe('the store takes', () => {
  it('what the gate admitted', () => {
    expectTypeOf(admitted).toEqualTypeOf<Admitted<MessageRow>>();
    expectTypeOf(store.appendMessage).parameter(0).toEqualTypeOf<Admitted<MessageRow>>();
    expectTypeOf(store.appendMessage).toBeCallableWith(admitted);
  });

  it('no raw record', () => {
    // @ts-expect-error a record that did not pass the gate
    void store.appendMessage(row);
    // @ts-expect-error a site that did not pass the gate
    void store.addSite({ siteId: '', siteKey: '', name: '', allowedOrigins: '', appearance: '', createdAt: 0 });
  });

  it('no spread, which leaves the proof behind', () => {
    // @ts-expect-error a spread of what was admitted
    void store.appendMessage({ ...admitted });
    // @ts-expect-error a spread with a field exchanged
    void store.appendMessage({ ...admitted, body: 'Other' });
  });

  it('no cast', () => {
    // @ts-expect-error a cast from a raw record
    void store.appendMessage(row as Admitted<MessageRow>);
    // @ts-expect-error a look-alike, however complete
    void store.appendMessage({ '#record': row, '#entryId': 'gateway/messages', '#expiresAt': 0 } satisfies object);
  });

  it('no clone', () => {
    // @ts-expect-error a structured clone, which is an empty object
    void store.appendMessage(structuredClone(admitted));
    // @ts-expect-error a clone by its entries
    void store.appendMessage(Object.fromEntries(Object.entries(admitted)));
    // @ts-expect-error a clone by its text, of no type until one is claimed
    void store.appendMessage(clonedByText(admitted));
    // @ts-expect-error a shallow copy, of no type either
    void store.appendMessage(copied(admitted));
  });

  it('nothing of another table', () => {
    const membership = { siteId: '', agentId: '', role: 'agent' } as const;
    // @ts-expect-error a membership is no message
    void store.appendMessage(admit(gatewayRegister.memberships, membership, { consent, nowMs: 0 }));
  });

  it('no change where a whole row is wanted', () => {
    // @ts-expect-error a few fields are no row
    void store.appendMessage(admitChange(gatewayRegister.messages, { body: '' }, { consent, nowMs: 0 }));
  });
});

describe('what was admitted', () => {
  it('shows nothing of itself', () => {
    expectTypeOf<keyof Admitted<MessageRow>>().toEqualTypeOf<never>();
    // @ts-expect-error the record is not to be read
    void admitted.body;
  });

  it('is made by nobody else', () => {
    // @ts-expect-error Admitted is a type only
    void new Admitted('gateway/messages', row, 0);
  });
});

describe('a policy', () => {
  type Note = { readonly author: string; readonly text: string; readonly mood: string | null };

  it('names every field of its record', () => {
    expectTypeOf({ author: keep, text: truncate(9), mood: keep }).toExtend<RecordPolicy<Note>>();
    // @ts-expect-error "mood" was forgotten
    ({ author: keep, text: truncate(9) }) satisfies RecordPolicy<Note>;
  });

  it('names no field that its record does not have', () => {
    // @ts-expect-error "address" is not in the record
    ({ author: keep, text: keep, mood: keep, address: keep }) satisfies RecordPolicy<Note>;
  });
});

function clonedByText(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

function copied(value: object): object {
  return Object.assign({}, value);
}
