import { bothSides, recipients } from './recipients.ts';
import type { Description, LegalBasis } from './register-entry.ts';
import type { DeviceEntryName } from './whole-device-register.ts';

/** `renewed`: written anew, with its whole lifetime before it, as long as it is used. */
export type DeviceDescription = Description & { readonly renewed: boolean };

const asked: LegalBasis = {
  eu: 'ePrivacy Directive Art. 5(3), strictly necessary for the chat that the visitor asked for; GDPR Art. 6(1)(b)',
  uk: 'PECR Sch. A1 para. 4, strictly necessary for the chat that the visitor asked for; UK GDPR Art. 6(1)(b)',
};
const obeyed: LegalBasis = {
  eu: 'ePrivacy Directive Art. 5(3), strictly necessary to do what the visitor decided; GDPR Art. 6(1)(c)',
  uk: 'PECR Sch. A1 para. 4, strictly necessary to do what the visitor decided; UK GDPR Art. 6(1)(c)',
};
const agreed: LegalBasis = {
  eu: 'ePrivacy Directive Art. 5(3), the visitor’s consent; GDPR Art. 6(1)(a)',
  uk: 'PECR reg. 6, the visitor’s consent; UK GDPR Art. 6(1)(a)',
};
const preferred: LegalBasis = {
  eu: 'ePrivacy Directive Art. 5(3), the visitor’s consent; GDPR Art. 6(1)(a)',
  uk: 'PECR Sch. A1 para. 6, how the service appears, until the visitor objects; UK GDPR Art. 6(1)(f)',
};
const guarded: LegalBasis = {
  eu: 'ePrivacy Directive Art. 5(3), strictly necessary for the security of the chat that the visitor asked for; GDPR Art. 6(1)(f)',
  uk: 'PECR Sch. A1 para. 4, strictly necessary for the security of the chat that the visitor asked for; UK GDPR Art. 6(1)(f)',
};
const nobody = [recipients.nobody];

/** What people are told of each key. Apart from the register itself, so that a page pays for it only where it is shown. */
export const deviceDescriptions: { readonly [Name in DeviceEntryName]: DeviceDescription } = {
  chatInProgress: {
    behaviour: 'chat-in-progress',
    subject: 'visitor',
    basis: asked,
    recipients: bothSides,
    renewed: true,
    sentence:
      'A random key to your chat, so that it goes on when you move to another page. It goes 24 hours after you last used the chat.',
  },
  ban: {
    behaviour: 'ban',
    subject: 'visitor',
    basis: guarded,
    recipients: nobody,
    renewed: false,
    sentence:
      'Until when the chat is closed for you, so that this page does not knock in vain. A time and nothing else; it goes then.',
  },
  transcriptPosition: {
    behaviour: 'transcript-position',
    subject: 'visitor',
    basis: asked,
    recipients: nobody,
    renewed: true,
    sentence: 'How far you have read in your chat, so that you find your place again. It goes with the chat.',
  },
  boxNow: {
    behaviour: 'box-state',
    subject: 'visitor',
    basis: asked,
    recipients: nobody,
    renewed: true,
    sentence:
      'Whether the chat box is open, where you put it and how large, so that it stays so on the next page. It goes with this tab.',
  },
  boxState: {
    behaviour: 'box-state',
    subject: 'visitor',
    basis: preferred,
    recipients: nobody,
    renewed: true,
    sentence: 'Whether you left the chat box open or minimised, where you put it and how large you made it.',
  },
  draft: {
    behaviour: 'draft',
    subject: 'visitor',
    basis: asked,
    recipients: nobody,
    renewed: true,
    sentence:
      'What you have typed and not sent yet, so that it is still there on the next page. It never leaves this device, and goes with this tab or when you send it.',
  },
  consent: {
    behaviour: 'consent',
    subject: 'visitor',
    basis: obeyed,
    recipients: bothSides,
    renewed: false,
    sentence:
      'What you agreed to and what you refused, so that we do not ask again for six months. Nothing in it tells you from others.',
  },
  withdrawal: {
    behaviour: 'consent',
    subject: 'visitor',
    basis: obeyed,
    recipients: bothSides,
    renewed: false,
    sentence:
      'Whom those who answer still have to forget, after you withdrew. It goes as soon as they have, in seconds when you are online.',
  },
  visitHistory: {
    behaviour: 'visit-history',
    subject: 'visitor',
    basis: agreed,
    recipients: bothSides,
    renewed: true,
    sentence: 'A random mark by which we know you again, how often you visited, the first time and the last.',
  },
  pageTrail: {
    behaviour: 'visit-history',
    subject: 'visitor',
    basis: agreed,
    recipients: nobody,
    renewed: true,
    sentence: 'The last 50 pages that you looked at here, without anything personal in their addresses.',
  },
  pageTime: {
    behaviour: 'visit-history',
    subject: 'visitor',
    basis: agreed,
    recipients: bothSides,
    renewed: true,
    sentence: 'For how many seconds you looked at the last page. It goes with this tab.',
  },
  origin: {
    behaviour: 'origin',
    subject: 'visitor',
    basis: agreed,
    recipients: bothSides,
    renewed: true,
    sentence:
      'The page on which your visit began, the website that you came from and the name of its campaign, for this visit and the first one. Nothing in it is about you in person.',
  },
  session: {
    behaviour: 'session-detection',
    subject: 'visitor',
    basis: agreed,
    recipients: bothSides,
    renewed: true,
    sentence:
      'When you were last active here and how many times you came, so that a new visit is told from the old one.',
  },
  promptDismissal: {
    behaviour: 'prompt-suppression',
    subject: 'visitor',
    basis: asked,
    recipients: nobody,
    renewed: true,
    sentence: 'That you sent an invitation to chat away, so that no other comes. It goes with this tab.',
  },
  promptHistory: {
    behaviour: 'prompt-suppression',
    subject: 'visitor',
    basis: agreed,
    recipients: nobody,
    renewed: true,
    sentence:
      'When you were last invited to chat, sent an invitation away, wrote to us or visited, so that we do not bother you again soon. It never leaves this device.',
  },
  firedChecks: {
    behaviour: 'check-logic',
    subject: 'visitor',
    basis: agreed,
    recipients: nobody,
    renewed: true,
    sentence: 'What this site has already shown you, so that each thing comes once. It never leaves this device.',
  },
  visitorEmail: {
    behaviour: 'visitor-email',
    subject: 'visitor',
    basis: agreed,
    recipients: nobody,
    renewed: true,
    sentence: 'The e-mail address and telephone number that you left, encrypted, so that you need not type them again.',
  },
};
