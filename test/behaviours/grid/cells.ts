import type { Purpose } from '@handlr/protocol';

/** What happens between what the visitor did and what is looked at. */
export const journeys = ['page change', 'second tab', 'reload', 'browser restart', 'return after window'] as const;
/** What the visitor decided before they did it, or right after; `storage blocked`: granted, and the browser keeps nothing. */
export const consentStates = ['granted', 'denied', 'withdrawn midway', 'storage blocked'] as const;

export type Journey = (typeof journeys)[number];
export type ConsentState = (typeof consentStates)[number];
export type Cell = { readonly journey: Journey; readonly consent: ConsentState };

/** All twenty. */
export const cells: readonly Cell[] = journeys.flatMap((journey) =>
  consentStates.map((consent) => ({ journey, consent })),
);

export const cellWords = ({ journey, consent }: Cell): string => `${journey} × ${consent}`;

/** Whether something of this purpose may be on the device at the end of the cell. */
export function mayBeKept({ consent }: Cell, purpose: Purpose): boolean {
  if (consent === 'storage blocked') return false;
  return consent === 'granted' || purpose === 'service' || purpose === 'security';
}

/** Whether what session storage held at the journey's beginning is there at its end. */
export const keepsSession = ({ journey }: Cell): boolean => journey === 'page change' || journey === 'reload';
