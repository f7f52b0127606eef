import type { SiteConfiguration } from '../site-configuration.ts';
import { cookieName, deviceKey } from './device-key.ts';

type Site = Pick<SiteConfiguration, 'siteKey' | 'consent'>;

/**
 * Whether the visitor did something on this device that goes on: a chat, a draft, a grant, a withdrawal that the gateway may
 * not have heard of. Only looks: the loader keeps nothing and removes nothing. A site may also want to ask everybody at once.
 */
export function hasReasonToLoad(site: Site): boolean {
  // The words stand in the device register, which is too long for the loader; a test holds the two together.
  const decided = kept(site, 'consent');
  return (
    ['chat-in-progress', 'draft', 'visit-history', 'withdrawal'].some((word) => kept(site, word)) ||
    (decided ? /"granted"/.test(decided) : site.consent?.ask === 'on-load')
  );
}

/** What is kept under the word now, as text; of this tab rather than of all. */
export function kept({ siteKey }: Site, word: string): string | undefined {
  try {
    const key = deviceKey(siteKey, word);
    const cookie = document.cookie.match(cookieName(key) + '=([^;]*)')?.[1] ?? '';
    const text = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? decodeURIComponent(cookie);
    return JSON.parse(text).expiresAt > Date.now() ? text : undefined;
  } catch {
    // Nothing there, nothing of ours, or nothing that may be looked at.
    return undefined;
  }
}
