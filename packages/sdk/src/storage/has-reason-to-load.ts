import type { SiteConfiguration } from '../site-configuration.ts';
import { cookieName, deviceKey } from './device-key.ts';

/**
 * Whether the visitor did something on this device that goes on: a chat, a grant, a withdrawal that the gateway may not have
 * heard of. Only looks: the loader keeps nothing and removes nothing. A site may also want to ask everybody at once.
 */
export function hasReasonToLoad({ siteKey, consent }: Pick<SiteConfiguration, 'siteKey' | 'consent'>): boolean {
  // The words stand in the device register, which is too long for the loader; a test holds the two together.
  const decided = kept('consent');
  return (
    ['chat-in-progress', 'visit-history', 'withdrawal'].some(kept) ||
    (decided ? /"granted"/.test(decided) : consent?.ask === 'on-load')
  );

  function kept(word: string): string | undefined {
    try {
      const key = deviceKey(siteKey, word);
      const cookie = document.cookie.match(cookieName(key) + '=([^;]*)')?.[1] ?? '';
      const text = localStorage.getItem(key) ?? decodeURIComponent(cookie);
      return JSON.parse(text).expiresAt > Date.now() ? text : undefined;
    } catch {
      // Nothing there, nothing of ours, or nothing that may be looked at.
      return undefined;
    }
  }
}
