import type { EntryOutcome } from '../session/session.ts';

/** What happened and what to do, for each way in which entering can end without success. */
export const entryWords: { readonly [Outcome in Exclude<EntryOutcome, 'done'>]: string } = {
  wrong: 'That e-mail and password don’t belong together. Check both and try again.',
  invalid: 'That isn’t an e-mail address the gateway can use. Check it and try again.',
  gone: 'This link has been used, or its time is over. Ask for a new one.',
  taken: 'This e-mail already has an account. Sign in with it, or use another one.',
  'too-many': 'Too many tries. Wait a minute, then try again.',
  unavailable: 'The gateway doesn’t answer. Check your network and try again.',
  weak: 'Stopped for your safety: the server asked for your password to be protected too weakly. Nothing was sent. Tell your administrator before you try again.',
  unable: 'This browser couldn’t secure the password. Close other tabs, or use a newer browser.',
};
