import nacl from 'tweetnacl/nacl.js';
import { decodeBase64url, encodeBase64url, type RandomBytes } from './bytes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { boxKeyBytes, isStrongKey } from './sealed-box.ts';

/*
 * To whom a site's visitors seal, in a statement that the site's long-lived identity signs (Ed25519, RFC 8032). The page's snippet
 * pins the fingerprint of that identity, so whoever serves another key is found out, and keys change without the snippet.
 *
 * SEA6  A statement holds only where the pinned identity signed these very bytes.
 * SEA7  It holds for its own site, until its end, and no end is more than 90 days away.
 * SEA8  A box key that is all-zero or of low order is refused, whoever signed it.
 */

export type KeyStatement = {
  /** The site's key, as in its snippet. */
  readonly site: string;
  /** Counts the site's box keys. */
  readonly epoch: number;
  readonly boxKey: Uint8Array;
  /** Milliseconds since 1970. */
  readonly notAfter: number;
};

/** As it is served. Binary in base64url; `statement` is the signed text itself, so that there is one way to read it. */
export type SignedKeyStatement = { readonly statement: string; readonly identity: string; readonly signature: string };

/** A key of the site for as long as the site lives. `secretKey` as tweetnacl has it: 64 bytes. */
export type SiteIdentityKeys = { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array };

/** Why a statement is not believed. */
export type StatementProblem = 'malformed' | 'identity' | 'signature' | 'site' | 'expired' | 'weak-key';

export type VerifiedStatement =
  | { readonly ok: true; readonly statement: KeyStatement }
  | { readonly ok: false; readonly problem: StatementProblem };

export const longestStatementMs = 90 * 24 * 60 * 60 * 1000;
const seedBytes = 32;
/** What else the identity may sign one day can never be taken for a statement. */
const context = 'handlr contact key 1\n';

export function createSiteIdentity(randomBytes: RandomBytes): SiteIdentityKeys {
  return nacl.sign.keyPair.fromSeed(randomBytes(seedBytes));
}

export function signKeyStatement(
  { site, epoch, boxKey, notAfter }: KeyStatement,
  { publicKey, secretKey }: SiteIdentityKeys,
): SignedKeyStatement {
  const statement = JSON.stringify({ site, epoch, boxKey: encodeBase64url(boxKey), notAfter });
  const signature = nacl.sign.detached(signedBytes(statement), secretKey);
  return { statement, identity: encodeBase64url(publicKey), signature: encodeBase64url(signature) };
}

/** @param signed whatever was served */
export function verifyKeyStatement(
  signed: unknown,
  pinned: { readonly site: string; readonly fingerprint: string; readonly nowMs: number },
): VerifiedStatement {
  const problem = (of: StatementProblem): VerifiedStatement => ({ ok: false, problem: of });
  const { statement, identity, signature }: { [Name in keyof SignedKeyStatement]?: unknown } = Object(signed);
  const identityKey = decodeBase64url(identity, 32);
  const signatureBytes = decodeBase64url(signature, 64);
  if (typeof statement !== 'string' || identityKey === null) return problem('malformed');
  if (fingerprintOf(identityKey) !== pinned.fingerprint) return problem('identity');
  if (signatureBytes === null || !nacl.sign.detached.verify(signedBytes(statement), signatureBytes, identityKey)) {
    return problem('signature');
  }
  const stated = read(statement);
  if (stated === null) return problem('malformed');
  if (stated.site !== pinned.site) return problem('site');
  const restMs = stated.notAfter - pinned.nowMs;
  if (!(restMs > 0 && restMs <= longestStatementMs)) return problem('expired');
  return isStrongKey(stated.boxKey) ? { ok: true, statement: stated } : problem('weak-key');
}

function read(text: string): KeyStatement | null {
  try {
    const { site, epoch, boxKey: encoded, notAfter } = JSON.parse(text);
    const boxKey = decodeBase64url(encoded, boxKeyBytes);
    const isWhole = typeof site === 'string' && Number.isSafeInteger(epoch) && Number.isSafeInteger(notAfter);
    return isWhole && boxKey !== null ? { site, epoch, boxKey, notAfter } : null;
  } catch {
    return null;
  }
}

function signedBytes(statement: string): Uint8Array {
  return new TextEncoder().encode(context + statement);
}
