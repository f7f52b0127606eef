import { type Arrival, type CampaignWord, campaignWords } from '@handlr/protocol';
import { decodeFully, mayIdentify } from './identifying-text.ts';

/** UTF-16 code units of a word of a campaign. */
export const campaignWordLength = 60;

/** Stands where a word could have named somebody. */
const hidden = '…';

/** Click ids tell one click of one person from all others, so only their names are taken. */
export const clickIds: readonly string[] = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'msclkid',
  'ttclid',
  'twclid',
  'yclid',
  'li_fat_id',
  'igshid',
  'mc_eid',
];

/**
 * One word that a campaign gave itself, such as `spring-sale`. Decoded, trimmed and in lower case; `…` for whatever could
 * single out a person or is longer than campaigns are called.
 */
export function minimiseCampaignWord(word: string): string {
  const text = decodeFully(word.replaceAll('+', ' ')).trim().toLowerCase();
  return text.length > campaignWordLength || (text !== '' && mayIdentify(text)) ? hidden : text;
}

/** Only the words of the list, each reduced; null when none is left. */
export function minimiseCampaign(given: Arrival['campaign']): Arrival['campaign'] {
  const words: { [Word in CampaignWord]?: string } = {};
  for (const name of campaignWords) {
    const word = minimiseCampaignWord(given?.[name] ?? '');
    if (word !== '') words[name] = word;
  }
  return Object.keys(words).length === 0 ? null : words;
}

/** The name of a click id, or null for anything that is none. */
export function minimiseClickId(name: string | null): string | null {
  return name !== null && clickIds.includes(name) ? name : null;
}
