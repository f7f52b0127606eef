/** One spelling for one mailbox: providers that tell upper from lower case do not exist in practice. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
