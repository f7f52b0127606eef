export { describeGeoDatabase } from './country-database.ts';
export { createLocate, type Locate, type LocateDeps, type Location } from './create-locate.ts';
export type { NetworkSecret, NetworkTag } from './network-tag.ts';
export { type EngineSocket, scrubConnection, scrubPoll } from './scrub-connection.ts';
export { isTrustedProxy } from './trusted-hop.ts';
