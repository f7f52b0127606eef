import { campaignKey, originFacts, readArrival } from '@handlr/core';
import { minimiseArrival } from '@handlr/privacy';
import { expect, test } from 'vitest';
import { invariants } from './invariants.ts';

test.each(Object.keys(invariants))('%s', (name) => {
  expect(() => invariants[name]?.({ readArrival, campaignKey })).not.toThrow();
});

test('ORI1 what is reduced stays as it is when it is reduced again', () => {
  const url = 'https://shop.example/user/ada?utm_source=News+Letter&utm_content=ada@shop.example&utm_id=%2549494949';
  const arrival = readArrival({ url, referrer: 'https://m.news.example/a/b?c=d' });
  expect(arrival).toEqual({
    entryUrl: 'https://shop.example/user/…',
    referrerHost: 'm.news.example',
    campaign: { source: 'news letter', content: '…', id: '…' },
    clickId: null,
  });
  expect(minimiseArrival(arrival)).toEqual(arrival);
});

test('ORI3 who agreed on a later page has no page before it, and no guess at one', () => {
  const arrival = readArrival({ url: 'https://shop.example/cart', referrer: 'https://shop.example/shop' });
  expect(arrival).toEqual({ entryUrl: null, referrerHost: null, campaign: null, clickId: null });
  expect(originFacts({ visit: arrival, first: arrival })).toEqual({
    entryPage: null,
    referrerHost: null,
    campaign: null,
    firstEver: null,
  });
});

test('ORI4 checks are told of the visit’s origin and of the first page ever, and of nothing where nothing is kept', () => {
  const first = readArrival({ url: 'https://shop.example/a', referrer: '' });
  const visit = readArrival({ url: 'https://shop.example/b?utm_source=x', referrer: 'https://news.example/' });
  expect(originFacts({ visit, first })).toEqual({
    entryPage: 'https://shop.example/b',
    referrerHost: 'news.example',
    campaign: { source: 'x' },
    firstEver: 'https://shop.example/a',
  });
  expect(originFacts(null)).toBeNull();
});
