import type { Purpose } from '@handlr/protocol';
import type { RecordPolicy } from './field-policy.ts';
import type { Recipient } from './recipients.ts';

/** The eleven behaviours of the policy's section 14(h), and the layers that keep something themselves. */
export type Behaviour =
  | 'origin'
  | 'chat-in-progress'
  | 'prompt-suppression'
  | 'transcript-position'
  | 'draft'
  | 'check-logic'
  | 'visit-history'
  | 'session-detection'
  | 'visitor-email'
  | 'ban'
  | 'box-state'
  | 'consent'
  | 'delivery'
  | 'staff'
  | 'site';

/** Whom the data is about. `nobody`: configuration that holds no personal data. */
export type Subject = 'visitor' | 'staff' | 'nobody';

/** The law that allows it, in each jurisdiction; for what is on a device also the rule of ePrivacy or PECR. */
export type LegalBasis = { readonly eu: string; readonly uk: string };

export type Medium =
  | { readonly kind: 'table'; readonly table: string; readonly storeColumns: readonly string[] }
  | {
      readonly kind: 'local-storage' | 'session-storage' | 'indexed-db';
      readonly key: string;
      /** Kept in a first-party cookie instead, where the site wants its subdomains to share it. */
      readonly acrossSubdomains?: boolean;
      /** Encrypted where it is kept, under a key that the browser gives to nobody. */
      readonly isEncrypted?: boolean;
    };

/** One row of the register, one table on the gateway or one key on a device, as the gate obeys it. */
export type RegisterEntry<Row, Id extends string = string> = {
  readonly id: Id;
  readonly purpose: Purpose;
  readonly medium: Medium;
  /** How long a row lives at most, in milliseconds from when it was admitted. */
  readonly lifetimeMs: number;
  readonly fields: RecordPolicy<Row>;
};

/** The same row as people are told of it. */
export type Description = {
  readonly behaviour: Behaviour;
  readonly subject: Subject;
  readonly basis: LegalBasis;
  readonly recipients: readonly Recipient[];
  /** A sentence that a visitor understands. */
  readonly sentence: string;
};

const registered = new WeakSet<object>();

/** Gives an entry the type of its record while keeping its literal id, and makes it known to the gate. */
export function entryFor<Row>() {
  return <const Id extends string>(entry: RegisterEntry<Row, Id>): RegisterEntry<Row, Id> => register(entry);
}

/** The same, with its description beside it. */
export function describedEntryFor<Row>() {
  return <const Id extends string>(entry: RegisterEntry<Row, Id> & Description): RegisterEntry<Row, Id> & Description =>
    register(entry);
}

/** Whether the register holds this very entry: a copy with softer policies is none of it. */
export function isRegistered(entry: object): boolean {
  return registered.has(entry);
}

function register<Entry extends object>(entry: Entry): Entry {
  registered.add(entry);
  return Object.freeze(entry);
}
