import { type Jurisdiction, type Purpose, purposes } from '@handlr/protocol';
import { type ConsentBasis, consentBasis } from '../consent/basis.ts';
import type { Behaviour, Subject } from '../register-entry.ts';
import { isDenied, type PlacedEntry, placeEntries } from './placed-entries.ts';
import { securityMeasures } from './security-measures.ts';
import type { SiteFacts } from './site-facts.ts';
import { transferWords } from './transfers.ts';
import { lifetimeWords, placeWords, purposeWords, recipientNames } from './words.ts';

/** One table of the gateway or one key of a device. */
export type RecordedEntry = {
  readonly entry: string;
  readonly behaviour: Behaviour;
  readonly name: string;
  readonly where: string;
  /** ISO 3166-1 alpha-2; null for the visitor's own device, and where nobody said. */
  readonly country: string | null;
  readonly dataSubjects: Subject;
  readonly data: string;
  readonly fields: readonly string[];
  readonly legalBasis: string;
  readonly recipients: readonly string[];
  readonly lifetimeDays: number;
  readonly lifetime: string;
};

export type ProcessingCategory = {
  readonly purpose: Purpose;
  readonly about: string;
  /** `never`: the site does without it, so nothing is kept for it. */
  readonly consent: ConsentBasis | 'never';
  readonly entries: readonly RecordedEntry[];
};

/** What a processor records of its work for one client. */
export type ProcessingRecord = {
  readonly title: string;
  /** ISO 8601. */
  readonly madeOn: string;
  readonly site: { readonly key: string; readonly name: string; readonly domains: readonly string[] };
  readonly controller: { readonly name: string; readonly contact: string | null };
  readonly processor: { readonly name: string | null };
  readonly jurisdiction: Jurisdiction;
  readonly hostingCountry: string | null;
  /** What is done on the controller's behalf. */
  readonly processing: readonly ProcessingCategory[];
  /** What is kept of the processor's own staff, or of nobody; the processor itself is answerable for it. */
  readonly ownProcessing: readonly RecordedEntry[];
  readonly transfers: string;
  readonly securityMeasures: readonly string[];
};

/**
 * The record that a processor keeps of its work for each client, by GDPR Art. 30(2), which the UK GDPR has as well:
 * (a) who, (b) categories of processing, (c) transfers, (d) security measures; and beyond what the article asks, each table
 * of the gateway and each key of a device.
 */
export function processingRecord(site: SiteFacts, { nowMs }: { readonly nowMs: number }): ProcessingRecord {
  const placed = placeEntries(site);
  const isVisitors = ({ entry }: PlacedEntry): boolean => entry.subject === 'visitor';
  return {
    title: `Record of processing on behalf of a client, ${site.jurisdiction === 'uk' ? 'UK GDPR' : 'GDPR'} Art. 30(2)`,
    madeOn: new Date(nowMs).toISOString().slice(0, 10),
    site: { key: site.siteKey, name: site.name, domains: site.domains },
    controller: { name: site.controller, contact: site.contact },
    processor: { name: site.processor },
    jurisdiction: site.jurisdiction,
    hostingCountry: site.hostingCountry,
    processing: byPurpose(placed.filter(isVisitors), site),
    ownProcessing: placed.filter((each) => !isVisitors(each)).map((each) => recordEntry(each, site)),
    transfers: transferWords(site),
    securityMeasures: securityMeasures(site),
  };
}

function byPurpose(placed: readonly PlacedEntry[], site: SiteFacts): readonly ProcessingCategory[] {
  const categories = purposes.map((purpose): ProcessingCategory => ({
    purpose,
    about: purposeWords[purpose],
    consent: isDenied(purpose, site) ? 'never' : consentBasis(purpose, site.jurisdiction),
    entries: placed.filter(({ entry }) => entry.purpose === purpose).map((each) => recordEntry(each, site)),
  }));
  return categories.filter(({ entries }) => entries.length > 0);
}

function recordEntry({ entry, name, place }: PlacedEntry, site: SiteFacts): RecordedEntry {
  const { medium } = entry;
  return {
    entry: entry.id,
    behaviour: entry.behaviour,
    name,
    where: placeWords[place],
    country: place === 'table' ? site.hostingCountry : null,
    dataSubjects: entry.subject,
    data: entry.sentence,
    fields: [...Object.keys(entry.fields), ...(medium.kind === 'table' ? medium.storeColumns : [])],
    legalBasis: entry.basis[site.jurisdiction],
    recipients: recipientNames(entry, site),
    lifetimeDays: entry.lifetimeMs / dayMs,
    lifetime: lifetimeWords(entry),
  };
}

const dayMs = 24 * 60 * 60 * 1000;
