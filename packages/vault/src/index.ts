export {
  type ContactCard,
  ContactTooLongError,
  type EpochKeys,
  openContact,
  type OpenedContact,
  sealContact,
} from './contact.ts';
export { decodeBase64url, encodeBase64url, type RandomBytes } from './bytes.ts';
export { fingerprintOf } from './fingerprint.ts';
export {
  createSiteIdentity,
  type KeyStatement,
  longestStatementMs,
  type SignedKeyStatement,
  signKeyStatement,
  type SiteIdentityKeys,
  type StatementProblem,
  verifyKeyStatement,
} from './key-statement.ts';
export { type BoxKeys, boxKeyBytes, createBoxKeys, isStrongKey, openBox, sealBox, WeakKeyError } from './sealed-box.ts';
export * from './stretch-password.ts';
