import type { campaignKey, readArrival } from '@handlr/core';
import { clickIds } from '@handlr/privacy';
import { campaignWords } from '@handlr/protocol';
import { assert, constantFrom, dictionary, property, record, string } from 'fast-check';

export type Core = { readonly readArrival: typeof readArrival; readonly campaignKey: typeof campaignKey };

const secrets = [
  'ada@shop.example',
  'ada%40shop.example',
  'YWRhQHNob3AuZXhhbXBsZQ==',
  '4929123456781234',
  '0049 170 1234567',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0',
  '8f14e45fceea167a5a36dedd4bea2543',
];
const leaks = /ada@|ada%40|YWRhQHNo|4929123|1234567|eyJhbGci|8f14e45f/i;

const parameters = dictionary(
  constantFrom(...campaignWords.map((word) => `utm_${word}`), 'gclid', 'fbclid', 'utm_email', 'email', 'q'),
  constantFrom(...secrets, 'newsletter', 'spring sale', 'e-mail'),
);
const landings = record({
  path: constantFrom('/shop/teapot', '/reset/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0', '/user/ada@shop.example', '/'),
  parameters,
  referrer: constantFrom(
    '',
    'https://news.example/article?email=ada@shop.example',
    'https://shop.example/cart?token=8f14e45fceea167a5a36dedd4bea2543',
    'https://www.shop.example/',
    'https://help.shop.example/',
    'android-app://com.example/',
    'https://203.0.113.9/',
    'not an address',
  ),
  ownDomain: constantFrom(undefined, 'shop.example'),
});

const urlOf = ({ path, parameters: given }: { path: string; parameters: Record<string, string> }): string =>
  `https://shop.example${path}?${new URLSearchParams(given)}#token=8f14e45fceea167a5a36dedd4bea2543`;

const runs = { numRuns: 1_000, seed: 4 };

/** Each throws where a core breaks it. */
export const invariants: Readonly<Record<string, (core: Core) => void>> = {
  'ORI1 nothing that could name a person gets through': ({ readArrival: read }) =>
    assert(
      property(landings, (landing) => !leaks.test(JSON.stringify(read({ ...landing, url: urlOf(landing) })))),
      runs,
    ),
  'ORI2 of a click id only the name': ({ readArrival: read }) =>
    assert(
      property(
        constantFrom(...clickIds),
        string({ minLength: 8, unit: constantFrom('k', 'Q', '7', 'z') }),
        (name, value) => {
          const arrival = read({ url: `https://shop.example/?${name}=${value}`, referrer: '' });
          return arrival.clickId === name && !JSON.stringify(arrival).includes(value);
        },
      ),
      runs,
    ),
  'ORI3 the site’s own pages are no origin': ({ readArrival: read }) =>
    assert(
      property(landings, (landing) => {
        const { referrerHost, entryUrl, campaign, clickId } = read({ ...landing, url: urlOf(landing) });
        const host = URL.parse(landing.referrer)?.hostname ?? '';
        const isOwn =
          host === 'shop.example' ||
          host === 'www.shop.example' ||
          (host === 'help.shop.example' && landing.ownDomain !== undefined);
        const isLanding = campaign !== null || clickId !== null;
        return isOwn ? referrerHost === null && (entryUrl !== null) === isLanding : entryUrl !== null;
      }),
      runs,
    ),
  'ORI4 only the listed parameters, and the same words are the same campaign': ({
    readArrival: read,
    campaignKey: key,
  }) =>
    assert(
      property(landings, (landing) => {
        const arrival = read({ ...landing, url: urlOf(landing) });
        const words = Object.keys(arrival.campaign ?? {});
        const given = Object.keys(landing.parameters);
        const again = read({ ...landing, url: urlOf({ ...landing, path: '/other' }) });
        const differs = read({ url: 'https://shop.example/?utm_term=something+else', referrer: '' });
        return (
          words.every((word) => given.includes(`utm_${word}`)) &&
          campaignWords.every((word) => !given.includes(`utm_${word}`) || words.includes(word)) &&
          key(arrival) === key(again) &&
          (key(arrival) === '') === (arrival.campaign === null && arrival.clickId === null) &&
          key(arrival) !== key(differs)
        );
      }),
      runs,
    ),
};
