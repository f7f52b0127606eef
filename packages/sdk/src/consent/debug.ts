import {
  consentSources,
  deviceDescriptions,
  wholeDeviceRegister,
  type Resolution,
  type ResolvedPurpose,
} from '@handlr/privacy';
import { type Purpose, purposes } from '@handlr/protocol';
import type { KeptThing } from '../storage/device-storage.ts';

/** Consent on this page, as people read it. */
export type ConsentReport = {
  readonly purposes: { readonly [P in Purpose]: ReturnType<typeof describePurpose> };
  readonly kept: readonly {
    readonly id: string;
    readonly purpose: Purpose;
    readonly until: string;
    readonly what: string;
  }[];
};

const speakers = {
  site: 'the site’s policy',
  gpc: 'Global Privacy Control',
  banner: 'the site’s banner',
  widget: 'the visitor in our dialog',
} as const;

const bases = {
  exempt: 'needs no consent once the visitor opens the chat',
  'exempt-with-objection': 'needs no consent once the visitor opens the chat, until somebody objects',
  consent: 'needs consent',
} as const;

/** Prints two tables in the page's console, and answers what is in them. */
export function debugConsent(resolution: Resolution, keptNow: readonly KeptThing[]): ConsentReport {
  const described = purposes.map((purpose) => [purpose, describePurpose(resolution[purpose])]);
  const kept = keptNow.map(({ entry, expiresAt }) => ({
    id: wholeDeviceRegister[entry].id,
    purpose: wholeDeviceRegister[entry].purpose,
    until: new Date(expiresAt).toISOString(),
    what: deviceDescriptions[entry].sentence,
  }));
  const report = { purposes: Object.fromEntries(described), kept };
  console.table(report.purposes);
  console.table(report.kept);
  return report;
}

function describePurpose({ allowed, state, basis, says, settledBy }: ResolvedPurpose) {
  const speaking = consentSources.filter((source) => says[source] !== 'silent');
  return {
    allowed,
    state,
    basis: bases[basis],
    says: speaking.map((source) => `${speakers[source]}: ${says[source]}`).join('; ') || 'nobody says anything',
    settledBy: settledBy === null ? (allowed ? 'nobody has to' : 'nobody yet') : speakers[settledBy],
  };
}
