/** What a site may lay down about sessions. */
export type SessionPolicy = {
  /** Whole minutes without a sign of the visitor, after which the next one begins a session. */
  readonly idleMinutes: number;
  /** IANA name of the time zone at whose midnight sessions begin; without it they do not. */
  readonly midnight?: string | undefined;
};

export const defaultSessionPolicy: SessionPolicy = { idleMinutes: 30 };
