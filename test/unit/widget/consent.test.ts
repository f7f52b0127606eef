import { defaultConsentPolicy, resolveConsent } from '@handlr/privacy';
import { decidablePurposes } from '@handlr/protocol';
import type { ConsentReceipt } from '@handlr/sdk';
import { describe, expect, test } from 'vitest';
import { hindranceOf, isOn } from '../../../packages/widget/src/consent/hindrance.ts';
import { inOrder } from '../../../packages/widget/src/consent/purpose-order.ts';
import { receiptText } from '../../../packages/widget/src/consent/receipt-text.ts';
import { erasedRows, erasureText } from '../../../packages/widget/src/erasure/erasure-text.ts';
import { privacyEnglish } from '../../../packages/widget/src/privacy/privacy-texts.en.ts';
import { createTexts } from '../../../packages/widget/src/texts/texts.ts';

const words = createTexts(privacyEnglish);
const inputs = { policy: defaultConsentPolicy, hasActed: true, decision: null, banner: {}, gpc: false, nowMs: 0 };

describe('a switch', () => {
  test('that nobody holds decides by itself', () => {
    const { history } = resolveConsent(inputs);
    expect([hindranceOf(history, false), isOn(history)]).toEqual([null, false]);
  });

  test('names who says no: the site before the banner before the browser', () => {
    const policy = { ...defaultConsentPolicy, denies: ['history'] as const };
    const all = resolveConsent({ ...inputs, policy, banner: { history: 'denied' }, gpc: true });
    expect(hindranceOf(all.history, true)).toBe('site');
    const two = resolveConsent({ ...inputs, banner: { history: 'denied' }, gpc: true });
    expect(hindranceOf(two.history, true)).toBe('banner');
    const one = resolveConsent({ ...inputs, gpc: true });
    expect(hindranceOf(one.history, false)).toBe('gpc');
  });

  test('may be turned on against the browser’s signal only where the site allows it', () => {
    const { history } = resolveConsent({ ...inputs, gpc: true });
    expect(hindranceOf(history, true)).toBeNull();
  });

  test('is on before anything happened where the law only knows objection', () => {
    const policy = { ...defaultConsentPolicy, jurisdiction: 'uk' } as const;
    const { functionality, history } = resolveConsent({ ...inputs, policy, hasActed: false });
    expect([isOn(functionality), isOn(history)]).toEqual([true, false]);
  });
});

test('purposes are shown in one order, each once', () => {
  expect(inOrder(['functionality', 'history'])).toEqual(['history', 'functionality']);
  expect(inOrder(decidablePurposes).toSorted()).toEqual(decidablePurposes.toSorted());
});

describe('a receipt for people', () => {
  const receipt: ConsentReceipt = {
    policyVersion: 3,
    language: 'en',
    purposes: { history: 'granted', functionality: 'withdrawn' },
    decidedAt: '2026-03-04T12:00:00.000Z',
    method: 'dialog',
    jurisdiction: 'eu',
    controller: 'Wrenmarsh Pottery',
    processor: 'Handlr',
    contact: null,
    howToWithdraw: 'Switch it off under “Your privacy”.',
  };

  test('says who, when, what and how to take it back', () => {
    expect(receiptText(receipt, words).split('\n')).toEqual([
      'Consent receipt',
      '',
      'Answerable for the data: Wrenmarsh Pottery',
      'Answers the chats on their behalf: Handlr',
      'Decided: 2026-03-04T12:00:00.000Z',
      'Where: in the chat, when it asked',
      'Version of the policy: 3 (EU, en)',
      '',
      '- How I left this box: withdrawn',
      '- My visits and chats: agreed',
      '',
      'Switch it off under “Your privacy”.',
      '',
    ]);
  });

  test('names the website’s own settings where they were the way', () => {
    expect(receiptText({ ...receipt, method: 'tcf' }, words)).toContain('Where: in the website’s cookie settings');
  });
});

describe('a receipt of erasure', () => {
  const erased = {
    'gateway/messages': 12,
    'gateway/chats': 1,
    'gateway/chat-consents': 0,
    'gateway/a': 2,
    'gateway/b': 3,
  };
  const report = { erasedAt: Date.UTC(2026, 2, 4, 12), erased };

  test('counts what went in people’s words, what nobody would know together', () => {
    expect(erasedRows(report, words)).toEqual([
      { name: 'Messages', count: 12 },
      { name: 'The chat itself', count: 1 },
      { name: 'Other records of it', count: 5 },
    ]);
  });

  test('can be kept', () => {
    const text = erasureText(report, 'Wrenmarsh Pottery', words);
    expect(text).toContain('Erased on 2026-03-04T12:00:00.000Z. Wrenmarsh Pottery looked for it again');
    expect(text).toContain('- Messages: 12');
  });

  test('BAN15 says that a ban stays, where there is one, and does not call it that', () => {
    expect(erasureText(report, 'Wrenmarsh Pottery', words)).not.toContain('stays');
    const kept = { ...report, kept: { 'gateway/bans': 1 } };
    expect(erasureText(kept, 'Wrenmarsh Pottery', words)).toMatch(/One thing stays.*until its end/);
    expect(erasureText(kept, 'Wrenmarsh Pottery', words)).not.toMatch(/\bban/i);
  });
});
