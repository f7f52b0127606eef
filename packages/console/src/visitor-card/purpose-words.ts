import type { ConsentSummary, Purpose, PurposeStatus } from '@handlr/protocol';

type Words = {
  readonly name: string;
  /** What is not done, and why. */
  readonly withheld: string;
};

/** In the order in which the card shows them. */
export const purposeWords: { readonly [Name in Purpose]: Words } = {
  service: {
    name: 'This chat',
    withheld: 'Not kept: the visitor hasn’t opened a chat',
  },
  security: {
    name: 'Protection from abuse',
    withheld: 'Not kept: the visitor hasn’t opened a chat',
  },
  history: {
    name: 'Visits and past chats',
    withheld: 'Not kept: the visitor hasn’t agreed to history',
  },
  location: {
    name: 'Place finer than country',
    withheld: 'Not looked up: the visitor hasn’t agreed to location',
  },
  contact: {
    name: 'E-mail address remembered',
    withheld: 'Not remembered: the visitor hasn’t agreed to contact',
  },
  functionality: {
    name: 'How they left the box',
    withheld: 'Not remembered: the visitor hasn’t agreed to preferences',
  },
  statistics: {
    name: 'Counted in statistics',
    withheld: 'Not counted: the visitor hasn’t agreed to statistics',
  },
};

/** Fields that the card would have, were it not for consent. */
export const withheldFields: readonly { readonly label: string; readonly purpose: Purpose }[] = [
  { label: 'Came from', purpose: 'history' },
  { label: 'Earlier visits', purpose: 'history' },
  { label: 'Region', purpose: 'location' },
];

/** What it rests on, in a word or three. Where the law asks for no consent, the visitor may still object to some. */
export function statusWords(purpose: Purpose, status: Exclude<PurposeStatus, 'withheld'>): string {
  if (status === 'granted') return 'Agreed';
  return purpose === 'service' || purpose === 'security' ? 'Always' : 'Until they object';
}

export function purposesInOrder(): readonly Purpose[] {
  return Object.keys(purposeWords).filter(isPurpose);
}

/** "2 of 7 kept". */
export function countKept(consent: ConsentSummary): { readonly kept: number; readonly all: number } {
  const statuses = Object.values(consent);
  return { kept: statuses.filter((status) => status !== 'withheld').length, all: statuses.length };
}

function isPurpose(word: string): word is Purpose {
  return word in purposeWords;
}
