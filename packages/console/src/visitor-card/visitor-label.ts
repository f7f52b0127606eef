import type { ChatSummary } from '@handlr/protocol';
import { countryName } from './country.ts';

/** What the visitor is called: their own name if they gave one, else what tells them apart without knowing them. */
export function visitorLabel({ visitorName, country }: Pick<ChatSummary, 'visitorName' | 'country'>): string {
  if (visitorName !== null) return visitorName;
  return country === null ? 'Visitor' : `Visitor from ${countryName(country)}`;
}
