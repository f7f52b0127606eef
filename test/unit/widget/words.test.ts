import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as radix from '@radix-ui/colors';
import { wholeDeviceRegister, gatewayRegister } from '@handlr/privacy';
import { createTexts } from '../../../packages/widget/src/texts/texts.ts';
import { privacyEnglish } from '../../../packages/widget/src/privacy/privacy-texts.en.ts';
import { english } from '../../../packages/widget/src/texts/texts.en.ts';
import { createTimes, daysBetween } from '../../../packages/widget/src/texts/times.ts';

const noon = (day: number, hour = 12) => new Date(2026, 2, day, hour).getTime();

test('a site replaces single texts, and values are put in as they are', () => {
  const texts = createTexts(english, { 'composer.send': 'Go', 'state.active': 'Talking to {agent}' });
  expect(texts('composer.send')).toBe('Go');
  expect(texts('state.active', { agent: '$& <b>' })).toBe('Talking to $& <b>');
  expect(texts('header.close')).toBe(english['header.close']);
  expect(texts('state.active', {})).toBe('Talking to {agent}');
});

test('the panel promises what the register holds', () => {
  const { messages, chats } = gatewayRegister;
  expect(messages.sentence).toBe(privacyEnglish['privacy.gateway.messages']);
  for (const words of [
    'from which page',
    'without anything personal in its address',
    'your country',
    'your browser’s name',
  ]) {
    expect(chats.sentence).toContain(words);
    expect(privacyEnglish['privacy.gateway.chats']).toContain(words);
  }
  const days = Math.max(messages.lifetimeMs, chats.lifetimeMs) / 86_400_000;
  expect(privacyEnglish['privacy.gateway.days']).toBe(`At most ${days} days.`);
});

test('what is asked for is what the register holds, and no shorter', () => {
  const { visitors, visitorChats, visitorOrigins, visitorPages } = gatewayRegister;
  const words = privacyEnglish;
  const days = (lifetimeMs: number): string =>
    lifetimeMs === 182 * 86_400_000 ? 'six months' : `${lifetimeMs / 86_400_000} days`;
  expect(words['privacy.gateway.visitors']).toBe(`${visitors.sentence} At most ${days(visitors.lifetimeMs)}.`);
  expect(words['privacy.gateway.origins']).toBe(
    `${visitorOrigins.sentence} At most ${days(visitorOrigins.lifetimeMs)}.`,
  );
  expect(words['privacy.gateway.pages']).toBe(`${visitorPages.sentence} At most ${days(visitorPages.lifetimeMs)}.`);
  expect(words['privacy.gateway.mine']).toBe(`${visitorChats.sentence} At most ${days(visitorChats.lifetimeMs)}.`);
  for (const { lifetimeMs } of [visitors, visitorChats, visitorPages]) {
    expect(words['purpose.history.about']).toContain(`for ${days(lifetimeMs)}`);
  }
  const asked = Object.values({ ...wholeDeviceRegister, ...gatewayRegister }).filter(
    ({ purpose }) => purpose === 'history' || purpose === 'functionality',
  );
  expect(days(Math.max(...asked.map(({ lifetimeMs }) => lifetimeMs)))).toBe('six months');
  expect(words['ask.text']).toContain('six months at most');
});

test('days are called by name as long as people would', () => {
  const times = createTimes(createTexts(english), 'en', ['de-DE', 'en-GB'], () => noon(4));
  expect(times.day(noon(4, 0))).toBe('Today');
  expect(times.day(noon(3, 23))).toBe('Yesterday');
  expect(times.day(noon(1))).toBe('Sunday 1 March');
  expect(times.clock(noon(4, 14))).toBe('14:00');
  expect(times.moment(noon(1, 14))).toBe('Sunday 1 March, 14:00');
});

test('days are counted by the calendar, whatever hour it is', () => {
  expect(daysBetween(noon(3, 23), noon(4, 1))).toBe(1);
  expect(daysBetween(noon(4, 1), noon(4, 23))).toBe(0);
  expect(daysBetween(noon(28), noon(30))).toBe(2);
});

test('every colour of the tokens is the one of its scale', () => {
  const css = readFileSync(join(import.meta.dirname, '../../../packages/widget/src/styles/tokens.css'), 'utf8');
  const [light = '', dark = ''] = css.split('@media');
  const scales: Record<string, Record<string, string>> = {
    slate: radix.slate,
    red: radix.red,
    amber: radix.amber,
    green: radix.green,
    slateDark: radix.slateDark,
    redDark: radix.redDark,
    amberDark: radix.amberDark,
    greenDark: radix.greenDark,
  };
  for (const [part, suffix] of [
    [light, ''],
    [dark, 'Dark'],
  ] as const) {
    const tokens = [...part.matchAll(/--([a-z]+)-(\d+): (#\w+)/g)];
    expect(tokens.length).toBeGreaterThan(10);
    for (const [, name = '', step = '', colour] of tokens) {
      expect(colour, `${name}-${step}${suffix}`).toBe(scales[`${name}${suffix}`]?.[`${name}${step}`]);
    }
  }
});

test('no other style sheet names a colour', () => {
  const styles = ['box', 'composer', 'header', 'launcher', 'transcript'].map((sheet) => `styles/${sheet}`);
  for (const name of [...styles, 'privacy/privacy', 'consent/ask', 'consent/choices']) {
    const css = readFileSync(join(import.meta.dirname, `../../../packages/widget/src/${name}.css`), 'utf8');
    expect(css.match(/#[0-9a-f]{3,8}\b|rgb|hsl|oklch/gi), name).toBeNull();
  }
});
