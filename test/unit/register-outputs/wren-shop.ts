import type { SiteFacts } from '@handlr/privacy/register-outputs';

/** A site about which everything was said. */
export const wrenShop: SiteFacts = {
  siteKey: 'wren-shop',
  name: 'Wren Shop',
  jurisdiction: 'eu',
  denies: [],
  domains: ['www.wren.example', '*.staging.wren.example'],
  cookieDomain: null,
  controller: 'Wren Pottery Ltd',
  processor: 'Answering Company BV',
  contact: 'privacy@wren.example',
  gatewayUrl: 'https://chat.example:8443',
  hostingCountry: 'DE',
};
