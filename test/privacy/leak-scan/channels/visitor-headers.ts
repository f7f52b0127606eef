import type { Canaries } from '../canaries.ts';
import type { Channels } from './channel.ts';

/** What browsers send along unasked, or a page's other scripts have set. */
export function visitorHeaders(canaries: Canaries): Channels {
  return {
    query: { email: `${canaries.word('query of a handshake')}@mail.example` },
    headers: {
      'user-agent': `Mozilla/5.0 (X11; Linux x86_64; ${canaries.word('user agent')}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36`,
      cookie: `session=${canaries.secret('visitor’s Cookie header')}`,
      authorization: `Bearer ${canaries.secret('visitor’s Authorization header')}`,
      referer: `https://search.example/find?q=${canaries.word('Referer header')}`,
      'accept-language': `en, x-${canaries.word('Accept-Language')}`,
      'x-custom': canaries.word('unknown header'),
    },
  };
}
