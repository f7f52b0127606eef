import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '@handlr/core';
import { forgetLastMatch } from '../forget-last-match.ts';
import { readCountryDatabase } from './country-database.ts';
import { createDayKey } from './day-key.ts';
import { networkTag } from './network-tag.ts';
import { type Connection, createSenderOf } from './trusted-hop.ts';

/** All that is ever known of where a connection comes from. */
export type Location = {
  /** ISO 3166-1 alpha-2; null when unknown. */
  readonly country: string | null;
  /** The same for one network during one UTC day; says nothing else. */
  readonly rateLimitTag: string;
};

export type Locate = (connection: Connection) => Location;

export type LocateDeps = {
  readonly clock: Clock;
  readonly random?: Random;
  /** Addresses, networks in CIDR form, or `loopback`. */
  readonly trustedProxies: readonly string[];
  /** An MMDB file; null for the one that comes with the gateway. */
  readonly database: string | null;
};

/**
 * The one place where addresses are: who sent it → tag → country of the network → forget. Never asks the network.
 * @throws StartError when the database cannot be used.
 */
export function createLocate({ clock, random = { bytes: randomBytes }, trustedProxies, database }: LocateDeps): Locate {
  const senderOf = createSenderOf(trustedProxies);
  const countryOf = readCountryDatabase(database);
  const dayKey = createDayKey({ clock, random });

  return (connection) => {
    const sender = senderOf(connection);
    const location = { country: sender && countryOf(sender), rateLimitTag: networkTag(dayKey(), sender) };
    forgetLastMatch();
    return location;
  };
}
