import type { Jurisdiction, Purpose } from '@handlr/protocol';
import type { ConsentBasis } from '../consent/basis.ts';
import { recipients } from '../recipients.ts';
import type { DescribedEntry } from '../register.ts';
import type { Subject } from '../register-entry.ts';
import type { Place } from './placed-entries.ts';
import type { SiteFacts } from './site-facts.ts';

export const purposeWords: { readonly [P in Purpose]: string } = {
  service: 'To run the chat that was asked for',
  security: 'To keep the chat safe from abuse',
  functionality: 'To remember how the chat box was left',
  history: 'To know a visitor again, and what they looked at',
  contact: 'To remember an e-mail address',
  location: 'To know a place finer than the country',
  statistics: 'To count, without any visitor in the counts',
};

export const placeWords: { readonly [P in Place]: string } = {
  cookie: 'Cookie of the website',
  'local-storage': 'Local storage of the browser',
  'session-storage': 'Session storage of the browser, for one tab',
  'indexed-db': 'IndexedDB of the browser',
  table: 'Database of the gateway',
};

/** Whether consent is needed. */
export const consentWords: { readonly [Basis in ConsentBasis | 'never']: string } = {
  exempt: 'No',
  'exempt-with-objection': 'No; an objection ends it',
  consent: 'Yes',
  never: 'Never kept: this website does without it',
};

export const subjectWords: { readonly [S in Subject]: string } = {
  visitor: 'Visitors of the website',
  staff: 'People who answer chats',
  nobody: 'Nobody',
};

export const jurisdictionWords: { readonly [J in Jurisdiction]: string } = {
  eu: 'European Union (GDPR, ePrivacy Directive)',
  uk: 'United Kingdom (UK GDPR, PECR)',
};

const dayMs = 24 * 60 * 60 * 1000;
/** What lives so long lives as long as the contract with whom it is about. */
const contractMs = 50 * 365 * dayMs;

/** "24 hours after it was last used". */
export function lifetimeWords({ lifetimeMs, medium, renewed }: DescribedEntry): string {
  if (lifetimeMs >= contractMs) return 'As long as the contract';
  const days = lifetimeMs / dayMs;
  const time = days === 1 ? '24 hours' : `${days} days`;
  if (medium.kind === 'session-storage') return `Until the tab is closed, ${time} at most`;
  return renewed === true ? `${time} after it was last used` : `${time} at most`;
}

/** The register's words, with the names of this site's two parties where they are known. */
export function recipientNames(entry: DescribedEntry, { controller, processor }: SiteFacts): readonly string[] {
  const names: Readonly<Record<string, string>> = {
    [recipients.website]: controller,
    [recipients.operator]: processor ?? recipients.operator,
  };
  return entry.recipients.map((recipient) => names[recipient] ?? recipient);
}

/** "Germany" for DE. */
export function countryName(code: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(code) ?? code;
}
