import type { SiteFacts } from './site-facts.ts';

/** What keeps the data safe, in general terms (GDPR Art. 30(2)(d) and 32(1)). Only what the product itself does. */
export function securityMeasures({ gatewayUrl }: Pick<SiteFacts, 'gatewayUrl'>): readonly string[] {
  const isEncrypted = new URL(gatewayUrl).protocol === 'https:';
  return [
    'Only what the register names is stored, for a purpose that is allowed at that moment, reduced as the register lays down, and with a date of expiry.',
    'Network addresses become a country in memory and are forgotten there; no column, log line or file holds one.',
    'Addresses of pages lose their query, their fragment and whatever could name a person before they are stored.',
    'Secrets that open a chat, a session or a visitor’s history are random, and kept as SHA-256 hashes only.',
    'Passwords of staff never reach the gateway: they are stretched in the browser with Argon2id, and what is sent is kept as a slow hash.',
    'Every request is checked against role, site and chat before it is carried out, and every table begins its keys with the site.',
    'Data that is deleted is overwritten in the database file.',
    'Keys are kept in a folder of their own, apart from the data and its backups.',
    'The gateway sends nothing to third parties; countries come from a file of its own.',
    ...(isEncrypted ? [`What travels between browsers and the gateway is encrypted (${gatewayUrl}).`] : []),
  ];
}
