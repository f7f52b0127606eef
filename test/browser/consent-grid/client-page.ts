import { createServer } from 'node:http';
import { listenAnywhere } from '../../support/listen.ts';
import type { Cell } from './cells.ts';

export const vendorId = 755;

/** What a site's banner does; those of the grid, and some that misbehave. */
export type Banner = Cell['banner'] | 'TCF throws' | 'TCF never answers' | 'TCF answers late';

/** A website whose pages have a banner's script and the snippet: `/<site>/<page>`. */
export async function startClientPage(
  gatewayUrl: () => string,
  bannerOf: (siteKey: string) => Banner,
  /** The `data-key` of the site's snippet; '' for none. */
  pinOf: (siteKey: string) => string = () => '',
) {
  const server = createServer((request, response) => {
    const [, siteKey = ''] = (request.url ?? '').split('/');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Teapots</title>
<body><h1>Teapots</h1><script>${bannerScript(bannerOf(siteKey))}</script>
<script async src="${gatewayUrl()}/sites/${siteKey}/loader.js" data-key="${pinOf(siteKey)}"></script></body></html>`);
  });
  const port = await listenAnywhere(server, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

function bannerScript(banner: Banner): string {
  switch (banner) {
    case 'silent':
      return '';
    case 'api grants':
      return apiSays('granted');
    case 'api denies':
      return apiSays('denied');
    case 'TCF grants':
    case 'TCF without a vendor':
      return tcfSays('tcloaded');
    case 'TCF asks':
      return tcfSays('cmpuishown');
    case 'TCF throws':
      return "window.__tcfapi = () => { throw new Error('The banner is broken') }";
    case 'TCF never answers':
      return 'window.__tcfapi = () => {}';
    case 'TCF answers late':
      return tcfSays('tcloaded', 1_500);
    case 'Consent Mode grants':
      return `${gtag('default', 'denied')};gtag('consent', 'update', ${signals('granted')})`;
    case 'Consent Mode denies':
      return gtag('default', 'denied');
  }
}

/** As a page would that has the queue's stub in front of the snippet. */
function apiSays(word: 'granted' | 'denied'): string {
  return `window.handlr ||= (...call) => (handlr.q ||= []).push(call);
handlr('consent.set', { functionality: '${word}', history: '${word}' })`;
}

function tcfSays(eventStatus: string, afterMs = 0): string {
  const purposes = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [index + 1, true]));
  const consent = {
    eventStatus,
    gdprApplies: true,
    cmpStatus: 'loaded',
    listenerId: 1,
    purpose: { consents: purposes, legitimateInterests: {} },
    vendor: { consents: { [vendorId]: true }, legitimateInterests: {} },
  };
  return `window.__tcfapi = (command, version, listener) => {
    if (command === 'addEventListener') setTimeout(() => listener(${JSON.stringify(consent)}, true), ${afterMs});
  }`;
}

function gtag(kind: 'default', word: string): string {
  return `window.dataLayer = []; function gtag() { dataLayer.push(arguments) }
gtag('consent', '${kind}', ${signals(word)})`;
}

function signals(word: string): string {
  const types = [
    'ad_storage',
    'ad_user_data',
    'ad_personalization',
    'analytics_storage',
    'functionality_storage',
    'personalization_storage',
    'security_storage',
  ];
  return JSON.stringify(Object.fromEntries(types.map((type) => [type, word])));
}
