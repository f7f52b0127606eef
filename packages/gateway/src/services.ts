import type { Clock, Random } from '@handlr/core';
import type { Bans } from './ban/bans.ts';
import type { Departures } from './chat-in-progress/departures.ts';
import type { Fanout } from './connection/fanout.ts';
import type { Consents } from './consent/consents.ts';
import type { LatestNumbers } from './consent/latest-numbers.ts';
import type { Directory } from './directory.ts';
import type { Presence } from './visit-history/presence.ts';
import type { Store } from './storage/index.ts';

/** What operations work with. */
export type Services = {
  readonly store: Store;
  readonly fanout: Fanout;
  readonly directory: Directory;
  readonly consents: Consents;
  readonly latestNumbers: LatestNumbers;
  readonly bans: Bans;
  readonly departures: Departures;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly random: Random;
};
