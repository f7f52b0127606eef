import { type KeyStatement, verifyKeyStatement } from '@handlr/vault';
import type { SiteIdentity } from '../site-configuration.ts';

export type KeyAnswer = KeyStatement | 'untrusted' | 'offline';

/** Asks for the site's key statement; no cookie and nothing about the visitor goes along. Rejects when it is not reached. */
export type FetchStatement = (address: string) => Promise<unknown>;

export const fetchStatement: FetchStatement = async (address) => {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  // Of an error page as well: it is no statement, and is refused as one.
  return answer.status >= 500 ? Promise.reject(new Error('Not now')) : answer.json().catch(() => null);
};

/** The key to seal to, if the identity that the page's snippet pins says that it is the site's. */
export async function findContactKey(
  { siteKey, gatewayUrl, pin }: SiteIdentity,
  ask: FetchStatement,
  nowMs: number,
): Promise<KeyAnswer> {
  if (pin === undefined) return 'untrusted';
  try {
    const served = await ask(`${gatewayUrl}/sites/${siteKey}/contact-key.json`);
    const verified = verifyKeyStatement(served, { site: siteKey, fingerprint: pin, nowMs });
    return verified.ok ? verified.statement : 'untrusted';
  } catch {
    return 'offline';
  }
}
