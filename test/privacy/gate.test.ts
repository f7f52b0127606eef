import {
  admit,
  admitChange,
  consentWithoutDecision,
  deviceRegister,
  gatewayRegister,
  WithheldError,
} from '@handlr/privacy';
import { reveal } from '@handlr/privacy/reveal';
import { describe, expect, test } from 'vitest';
import { message, messageRow } from '../contracts/admitted-records.ts';

const nowMs = Date.UTC(2026, 10, 23);
const opened = { consent: consentWithoutDecision({ chatOpened: true }), nowMs };
const unopened = { consent: consentWithoutDecision({ chatOpened: false }), nowMs };

describe('the gate', () => {
  test('admits nothing before the visitor opens the chat', () => {
    expect(() => admit(gatewayRegister.messages, messageRow({}), unopened)).toThrow(WithheldError);
    expect(() => admit(deviceRegister.chatInProgress, { capability: 'x' }, unopened)).toThrow(WithheldError);
  });

  test('knows the register’s own entries only: a copy with softer policies is refused', () => {
    const softer = {
      ...gatewayRegister.chats,
      fields: { ...gatewayRegister.chats.fields, pageUrl: { kind: 'keep' } as const },
    };
    expect(() => admitChange(softer, { pageUrl: 'https://shop.example/?email=jane@doe.example' }, opened)).toThrow(
      'not an entry of the register',
    );
  });

  test('its entries cannot be changed', () => {
    expect(() => Reflect.apply(Object.assign, Object, [gatewayRegister.chats, { purpose: 'service' }])).toThrow(
      TypeError,
    );
  });

  test('reduces a page and a title on their way in, and leaves behind what no policy names', () => {
    const page = {
      pageUrl: 'https://shop.example/teapots?email=jane@doe.example#x',
      pageTitle: 'Teapots for Jane Doe',
    };
    const stray: object = { referrer: 'https://search.example/?q=jane' };
    const change = admitChange(gatewayRegister.chats, { ...page, ...stray }, opened);
    expect(reveal(change, 'gateway/chats').record).toEqual({
      pageUrl: 'https://shop.example/teapots',
      pageTitle: 'Teapots',
    });
  });

  test('gives no way in through what it admitted', () => {
    const { constructor } = message({});
    expect(() => Reflect.construct(constructor, ['gateway/messages', messageRow({}), nowMs])).toThrow(
      'Only the gate admits',
    );
    expect(Object.getOwnPropertyNames(constructor).toSorted()).toEqual(['length', 'name', 'prototype']);
  });
});
