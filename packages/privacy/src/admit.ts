import type { EffectiveConsent } from './consent/effective-consent.ts';
import { applyFieldPolicy, type FieldPolicy, type Surroundings } from './field-policy.ts';
import { isRegistered, type RegisterEntry } from './register-entry.ts';

// Known to this module alone: without it neither the class nor its instances give anything away.
let open: <Row>(admitted: Admitted<Row>, entryId: string) => Revealed<Row>;
const minter = Symbol('minter');

/** A record that passed the gate. Only `admit` makes one; only a storage front opens one. */
class Admitted<Row> {
  // A private field is the proof: a spread, a cast, a clone or a look-alike does not have it.
  readonly #record: Row;
  readonly #entryId: string;
  readonly #expiresAt: number;

  static {
    open = (admitted, entryId) => {
      if (typeof admitted !== 'object' || admitted === null || !(#record in admitted)) {
        throw new TypeError('Only what the gate admitted can be stored');
      }
      if (admitted.#entryId !== entryId) {
        throw new TypeError(`Admitted as "${admitted.#entryId}", which cannot be stored as "${entryId}"`);
      }
      return { record: admitted.#record, expiresAt: admitted.#expiresAt };
    };
  }

  constructor(proof: symbol, entryId: string, record: Row, expiresAt: number) {
    // An instance leads to its class, so the class makes nothing for whoever comes that way.
    if (proof !== minter) throw new TypeError('Only the gate admits');
    this.#entryId = entryId;
    this.#record = record;
    this.#expiresAt = expiresAt;
  }
}

export type { Admitted };

/** What a storage front sees. `expiresAt` in milliseconds since 1970. */
export type Revealed<Row> = { readonly record: Row; readonly expiresAt: number };

export type AdmitContext = {
  readonly consent: EffectiveConsent;
  readonly nowMs: number;
  /** Which page titles may repeat; needed where a record holds one. */
  readonly siteName?: string;
};

/**
 * The gate. Checks the entry's purpose against the effective consent, applies the policy of every field and stamps the expiry.
 * Fields that the policy does not name are left behind.
 * @throws WithheldError when the purpose is not granted; ask `consent[purpose]` first where that is an ordinary case.
 */
export function admit<Row extends object>(
  entry: RegisterEntry<Row>,
  record: Row,
  context: AdmitContext,
): Admitted<Row> {
  return admitFields<Row, Row>(entry, record, context);
}

/** The gate for a change to some fields of a stored record. The row keeps the expiry that it has. */
export function admitChange<Row extends object>(
  entry: RegisterEntry<Row>,
  change: Partial<Row>,
  context: AdmitContext,
): Admitted<Partial<Row>> {
  return admitFields<Row, Partial<Row>>(entry, change, context);
}

/** The record was not admitted, because nobody granted its purpose. */
export class WithheldError extends Error {
  constructor(entryId: string, purpose: string) {
    super(`"${entryId}" needs the purpose "${purpose}", which is not granted`);
    this.name = 'WithheldError';
  }
}

/** Opens what the gate admitted for this entry. For storage fronts only; the boundary check sees to it. */
export function reveal<Row>(admitted: Admitted<Row>, entryId: string): Revealed<Row> {
  return open(admitted, entryId);
}

function admitFields<Row extends object, Given extends Partial<Row>>(
  entry: RegisterEntry<Row>,
  given: Given,
  { consent, nowMs, siteName = '' }: AdmitContext,
): Admitted<Given> {
  if (!isRegistered(entry)) throw new TypeError(`"${entry.id}" is not an entry of the register`);
  if (!consent[entry.purpose]) throw new WithheldError(entry.id, entry.purpose);
  const surroundings: Surroundings = { record: { ...given }, siteName };
  const policies = new Map<string, FieldPolicy<unknown>>(Object.entries(entry.fields));
  const kept = Object.entries(given).flatMap(([field, value]) => {
    const policy = policies.get(field);
    return policy === undefined ? [] : [[field, applyFieldPolicy(policy, value, surroundings)]];
  });
  return new Admitted<Given>(minter, entry.id, Object.freeze(Object.fromEntries(kept)), nowMs + entry.lifetimeMs);
}
