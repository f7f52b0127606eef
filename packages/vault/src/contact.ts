import { type BoxKeys, openBox, sealBox, sealOverheadBytes } from './sealed-box.ts';
import { decodeBase64url, encodeBase64url, type RandomBytes } from './bytes.ts';

/*
 * What a visitor leaves, so that they can be written to; sealed in their browser.
 *
 * SEA4  Every sealed contact is equally long, whatever is in it.
 * SEA5  A contact says inside for which site, chat and key it was sealed: one that was moved is flagged, and not shown.
 */

export type ContactCard = {
  readonly email: string;
  /** '' where none was left. */
  readonly telephone: string;
  /** Whether they also want to hear of offers. */
  readonly marketing: boolean;
};

/** Where it belongs. `site` is the site's key, `epoch` counts the site's box keys. */
export type ContactPlace = { readonly site: string; readonly epoch: number; readonly chat: string };

/** One of the site's box keys, by the epoch that it was used in. */
export type EpochKeys = BoxKeys & { readonly epoch: number };

export type OpenedContact =
  | { readonly outcome: 'opened'; readonly card: ContactCard }
  /** Sealed for another chat, site or key than it was found with. */
  | { readonly outcome: 'moved' }
  /** None of the keys opens it, or nothing sensible is inside. */
  | { readonly outcome: 'unreadable' };

const version = 1;
const plainBytes = 768;
const lengthBytes = 2;
const sealedBytes = plainBytes + sealOverheadBytes;

/** More than fits was to be sealed. Nothing was. */
export class ContactTooLongError extends Error {
  constructor() {
    super('This is too long to be sealed');
    this.name = 'ContactTooLongError';
  }
}

/**
 * In base64url, always of the same length.
 * @throws WeakKeyError, ContactTooLongError
 */
export function sealContact(
  card: ContactCard,
  { site, epoch, chat }: ContactPlace,
  boxKey: Uint8Array,
  randomBytes: RandomBytes,
): string {
  const content = new TextEncoder().encode(JSON.stringify({ v: version, site, epoch, chat, card }));
  if (content.length > plainBytes - lengthBytes) throw new ContactTooLongError();
  const padded = new Uint8Array(plainBytes);
  padded.set([content.length >> 8, content.length & 255]);
  padded.set(content, lengthBytes);
  return encodeBase64url(sealBox(padded, boxKey, randomBytes));
}

export function openContact(
  sealed: string,
  keys: readonly EpochKeys[],
  { site, chat }: Pick<ContactPlace, 'site' | 'chat'>,
): OpenedContact {
  const bytes = decodeBase64url(sealed, sealedBytes);
  for (const { epoch, ...pair } of bytes === null ? [] : keys) {
    const padded = openBox(bytes ?? new Uint8Array(), pair);
    if (padded === null) continue;
    const found = read(padded);
    if (found === null) return { outcome: 'unreadable' };
    const isHere = found.site === site && found.chat === chat && found.epoch === epoch;
    return isHere ? { outcome: 'opened', card: found.card } : { outcome: 'moved' };
  }
  return { outcome: 'unreadable' };
}

function read(padded: Uint8Array): (ContactPlace & { readonly card: ContactCard }) | null {
  const [high = 0, low = 0] = padded;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      padded.subarray(lengthBytes, lengthBytes + high * 256 + low),
    );
    const { v, site, epoch, chat, card } = JSON.parse(text);
    const { email, telephone, marketing } = card;
    const isWhole = typeof email === 'string' && typeof telephone === 'string' && typeof marketing === 'boolean';
    return v === version && isWhole ? { site, epoch, chat, card: { email, telephone, marketing } } : null;
  } catch {
    return null;
  }
}
