import type { Canaries } from '../canaries.ts';
import type { Channels } from './channel.ts';

/** Headers in which somebody else's address could stand. The hop adds to the first; nothing is to be made of the others. */
export function forgedHeaders(canaries: Canaries): Channels {
  const forged = (header: string): string => canaries.address(`forged ${header}`);
  return {
    headers: {
      'x-forwarded-for': forged('X-Forwarded-For, left of the hop'),
      forwarded: `for=${forged('Forwarded')};proto=https`,
      'x-real-ip': forged('X-Real-IP'),
      'cf-connecting-ip': forged('CF-Connecting-IP'),
      'true-client-ip': forged('True-Client-IP'),
      ip: forged('ip header'),
    },
  };
}
