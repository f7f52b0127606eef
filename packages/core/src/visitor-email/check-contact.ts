import { contactLimits } from '@handlr/protocol';
import type { Contact } from './contact-form.ts';

/*
 * EML15  What is left is trimmed, and refused where the browser finds no e-mail address in it or it is too long.
 * EML16  A telephone number may be left out; else it has 5 to 15 digits and nothing in it but what numbers are written with.
 * EML17  An address whose domain is one slip away from a common one is asked about, on the device alone, and never changed unasked.
 */

export type ContactFault = 'email' | 'telephone';

/** The contact to leave, or what is wrong with it. `isAddress`: what the browser says of the trimmed e-mail address. */
export function checkContact(given: Contact, isAddress: (email: string) => boolean): Contact | ContactFault {
  const email = given.email.trim();
  const telephone = given.telephone.trim();
  if (email === '' || email.length > contactLimits.emailLength || !isAddress(email)) return 'email';
  const digits = telephone.replace(/\D/g, '').length;
  const isNumber = /^\+?[\d ()./-]*$/.test(telephone) && digits >= 5 && digits <= 15;
  if (telephone !== '' && !(isNumber && telephone.length <= contactLimits.telephoneLength)) return 'telephone';
  return { email, telephone, marketing: given.marketing };
}

const common = ['gmail.com', 'outlook.com', 'hotmail.com', 'yahoo.com', 'icloud.com', 'mail.com', 'ymail.com'];

/** The address that may have been meant; null where there is nothing to ask. */
export function suggestEmail(email: string): string | null {
  const [, name, given = ''] = /^\s*(.+)@([^@\s]+)\s*$/.exec(email) ?? [];
  const domain = given.toLowerCase();
  const meant = common.find((known) => isOneSlip(domain, known));
  return meant === undefined || common.includes(domain) ? null : `${name}@${meant}`;
}

/** One character too much, too little or another, or two that changed places. */
function isOneSlip(given: string, meant: string): boolean {
  let start = 0;
  while (start < given.length && given[start] === meant[start]) start += 1;
  const rest = given.slice(start);
  const wanted = meant.slice(start);
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    rest === wanted.slice(1) ||
    (rest[0] === wanted[1] && rest[1] === wanted[0] && rest.slice(2) === wanted.slice(2))
  );
}
