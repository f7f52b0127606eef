import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '@handlr/core';
import { forgetLastMatch } from '../forget-last-match.ts';
import { readCountryDatabase } from './country-database.ts';
import { createDayKey } from './day-key.ts';
import { type NetworkTag, type NetworkSecret, networkTag } from './network-tag.ts';
import { type Connection, createSenderOf } from './trusted-hop.ts';

/** All that is ever known of where a connection comes from. */
export type Location = {
  /** ISO 3166-1 alpha-2; null when unknown. */
  readonly country: string | null;
  /** The same for one network during one UTC day; says nothing else. */
  readonly rateLimitTag: string;
  /** One for each epoch in use; none for what has no address, which is nobody's network. */
  readonly networkTags: readonly NetworkTag[];
};

export type Locate = (connection: Connection) => Location;

export type LocateDeps = {
  readonly clock: Clock;
  readonly random?: Random;
  /** Addresses, networks in CIDR form, or `loopback`. */
  readonly trustedProxies: readonly string[];
  /** An MMDB file; null for the one that comes with the gateway. */
  readonly database: string | null;
  /** The secrets of the epochs in use; asked at each connection. */
  networkSecrets?(): readonly NetworkSecret[];
};

/*
 * Which site a connection is for is known only when its first packet comes, some turns later, and an address is not kept until
 * then. So tags of networks are made in two steps. Here, at once, the network goes through HMAC under the secret of each epoch in
 * use, and the address is forgotten. What leaves is one-way for whoever lacks the secret, as the tag for rate limits is. The site's
 * own key, under which alone a ban stores it, comes on top in `ban/ban-keys.ts`: tag = HMAC(key of site and epoch, HMAC(secret
 * of the epoch, family ‖ network)). Both keys of an epoch go when its last ban has ended, and no tag of it can be made any more.
 */

/**
 * The one place where addresses are: who sent it → tag → country of the network → forget. Never asks the network.
 * @throws StartError when the database cannot be used.
 */
export function createLocate({
  clock,
  random = { bytes: randomBytes },
  trustedProxies,
  database,
  networkSecrets = () => [],
}: LocateDeps): Locate {
  const senderOf = createSenderOf(trustedProxies);
  const countryOf = readCountryDatabase(database);
  const dayKey = createDayKey({ clock, random });

  return (connection) => {
    const sender = senderOf(connection);
    const location = {
      country: sender && countryOf(sender),
      rateLimitTag: networkTag(dayKey(), sender),
      networkTags:
        sender === null ? [] : networkSecrets().map(({ epoch, key }) => ({ epoch, tag: networkTag(key, sender) })),
    };
    forgetLastMatch();
    return location;
  };
}
