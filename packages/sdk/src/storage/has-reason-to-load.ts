import type { SiteConfiguration } from '../site-configuration.ts';
import { cookieName, deviceKey } from './device-key.ts';

type Site = Pick<SiteConfiguration, 'siteKey' | 'consent'>;

/**
 * Whether the visitor did something on this device that goes on: a chat, a draft, a grant, a withdrawal that the gateway may
 * not have heard of; or whether something of it is over, and has to be removed. Only looks: the loader keeps nothing and removes
 * nothing. A site may also want to ask everybody at once.
 */
export function hasReasonToLoad(site: Site): boolean {
  // The words stand in the device register, which is too long for the loader; a test holds the two together.
  const decided = kept(site, 'consent');
  return (
    ['chat-in-progress', 'draft', 'visit-history', 'withdrawal'].some((word) => kept(site, word, 0)) ||
    kept(site, 'consent', 0) !== decided ||
    (decided ? /"granted"/.test(decided) : site.consent?.ask === 'on-load')
  );
}

/** What is kept under the word at that time, as text; of this tab rather than of all. */
export function kept({ siteKey }: Site, word: string, atMs = Date.now()): string | undefined {
  try {
    const key = deviceKey(siteKey, word);
    const cookie = document.cookie.match(cookieName(key) + '=([^;]*)')?.[1] ?? '';
    const text = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? decodeURIComponent(cookie);
    return JSON.parse(text).expiresAt > atMs ? text : undefined;
  } catch {
    // Nothing there, nothing of ours, or nothing that may be looked at.
    return undefined;
  }
}
