import type { SiteRow } from '@handlr/privacy';
import { describe, expect, test } from 'vitest';
import { checkPage, siteSnippet } from '../../../packages/gateway/src/site/index.ts';

const publicUrl = 'https://chat.example';
const { html, contentSecurityPolicy } = siteSnippet(publicUrl, 'shop');
const site: SiteRow = {
  siteId: 'i'.repeat(22),
  siteKey: 'shop',
  name: 'Shop',
  allowedOrigins: '["https://shop.example"]',
  appearance: '{}',
  consent: '{}',
  createdAt: 0,
};

type Given = { body?: string; policies?: string[]; url?: string; status?: number; sites?: SiteRow[] };

const wrong = ({ body = html, policies = [], url = 'https://shop.example/', status = 200, sites = [site] }: Given) =>
  checkPage({ url, status, html: `<head></head><body>${body}</body>`, policies }, publicUrl, sites)
    .filter(({ ok }) => !ok)
    .map(({ text, advice }) => `${text} ${advice ?? ''}`);

describe('a page', () => {
  test('with the snippet, on an allowed origin, is fine', () => {
    expect(wrong({})).toEqual([]);
  });

  test.each<[string, Given, RegExp]>([
    ['without the snippet', { body: '' }, /not on the page.*<script async/],
    ['with it in a comment', { body: `<!-- ${html} -->` }, /not on the page/],
    ['with that of another gateway', { body: html.replace('chat.example', 'other.example') }, /not on the page/],
    ['of an unknown site', { body: html.replace('/shop/', '/other/') }, /no site "other".*site add other/],
    ['on another origin', { url: 'https://www.shop.example/' }, /may not embed.*site allow shop/],
    ['that is not there', { status: 404 }, /answers 404/],
  ])('%s', (_what, given, says) => {
    expect(wrong(given).join('\n')).toMatch(says);
  });

  test('on https does not reach a gateway on http, but one on this computer', () => {
    const on = (gateway: string) =>
      checkPage(
        { url: 'https://shop.example/', status: 200, html: siteSnippet(gateway, 'shop').html, policies: [] },
        gateway,
        [site],
      ).filter(({ ok }) => !ok).length;
    expect([on('http://chat.example'), on('http://localhost:8787')]).toEqual([1, 0]);
  });
});

const withNonce = html.replace('<script', '<script nonce="r4nd"');

describe('its policy', () => {
  test.each<[string, Given]>([
    ['that is the recommended one', { policies: [contentSecurityPolicy] }],
    ['with other scripts', { policies: ["default-src 'self'; script-src 'self' https://chat.example; connect-src *"] }],
    ['with wildcards', { policies: ['script-src https://*.example; connect-src https: wss:'] }],
    ['without a word of it', { policies: ["img-src 'self'; frame-ancestors 'none'"] }],
    [
      'with a nonce',
      { body: withNonce, policies: ["script-src 'nonce-r4nd' 'strict-dynamic'; connect-src https: wss:"] },
    ],
    ['with an http scheme', { policies: ['script-src http:; connect-src http: ws:'] }],
  ])('%s lets it run', (_what, given) => {
    expect(wrong(given)).toEqual([]);
  });

  test.each<[string, Given, RegExp]>([
    ['none', { policies: ["default-src 'none'"] }, /script-src.*chat\.example[^]*connect-src.*wss:\/\/chat\.example/],
    ['self', { policies: ["script-src 'self'"] }, /Add to script-src: https:\/\/chat\.example/],
    ['no socket', { policies: [`${contentSecurityPolicy.replace(/ wss:\S+/, '')}`] }, /connect-src/],
    ['another port', { policies: ['script-src https://chat.example:8443'] }, /script-src/],
    ['another path', { policies: ['script-src https://chat.example/other/'] }, /script-src/],
    [
      'strict-dynamic',
      { policies: ["script-src 'nonce-r4nd' 'strict-dynamic' https://chat.example"] },
      /nonce on the tag/,
    ],
    ['a wrong nonce', { body: withNonce, policies: ["script-src 'nonce-other'"] }, /nonce on the tag/],
    ['the second one', { policies: [contentSecurityPolicy, "script-src 'self'"] }, /script-src/],
    ['script-src-elem', { policies: ["script-src *; script-src-elem 'self'"] }, /script-src/],
    [
      'a meta',
      { body: `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">${html}` },
      /script-src/,
    ],
  ])('%s blocks it', (_what, given, says) => {
    expect(wrong(given).join('\n')).toMatch(says);
  });
});
