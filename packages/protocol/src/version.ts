/** The protocol spoken by this build. It changes when an older peer could misread a newer one. */
export const protocolVersion = 1;

/** Versions the gateway still answers; a client outside this list is told `version` and asked to reload. */
export const supportedProtocolVersions: readonly number[] = [1];
