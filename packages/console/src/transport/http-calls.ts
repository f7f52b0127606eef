import { refusal } from '@handlr/protocol';
import type { Transport } from './transport.ts';

/** The staff calls, as same-origin POSTs of JSON. */
export function createHttpCalls(): Transport['call'] {
  return async (name, payload) => {
    try {
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(payload),
        cache: 'no-store',
        redirect: 'error',
      });
      return await response.json();
    } catch {
      // No connection, or an answer that is not the gateway's: a proxy's error page, for one.
      return refusal('unavailable');
    }
  };
}
