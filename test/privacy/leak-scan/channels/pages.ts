import { shopOrigin } from '../../../support/gateway.ts';
import type { Canaries } from '../canaries.ts';
import type { Channels } from './channel.ts';
import { personalPages } from './personal-pages.ts';

/** Pages as a browser would report them that reduces nothing: then the gateway must. */
export function pages(canaries: Canaries): Channels {
  const signedIn = shopOrigin.replace('https://', `https://${canaries.word('user in the address')}:pass@`);
  return {
    pages: [
      ...personalPages(canaries, shopOrigin, 'sent to the gateway'),
      { url: `${signedIn}/shop/reed-bottle`, title: '' },
      { url: `mailto:${canaries.word('address that is no page')}@mail.example`, title: '' },
    ],
  };
}
