import { bothSides, recipients } from './recipients.ts';
import type { deviceRegister } from './register-device.ts';
import type { Description, LegalBasis } from './register-entry.ts';

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
const nobody = [recipients.nobody];

/** What people are told of each key. Apart from the register itself, so that a page pays for it only where it is shown. */
export const deviceDescriptions: { readonly [Name in keyof typeof deviceRegister]: DeviceDescription } = {
  chatInProgress: {
    behaviour: 'chat-in-progress',
    subject: 'visitor',
    basis: asked,
    recipients: bothSides,
    renewed: true,
    sentence:
      'A random key to your chat, so that it goes on when you move to another page. It goes 24 hours after you last used the chat.',
  },
  boxNow: {
    behaviour: 'box-state',
    subject: 'visitor',
    basis: asked,
    recipients: nobody,
    renewed: true,
    sentence: 'Whether the chat box is open, so that it stays so on the next page. It goes with this tab.',
  },
  boxState: {
    behaviour: 'box-state',
    subject: 'visitor',
    basis: preferred,
    recipients: nobody,
    renewed: true,
    sentence: 'Whether you left the chat box open or minimised.',
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
  visitorEmail: {
    behaviour: 'visitor-email',
    subject: 'visitor',
    basis: agreed,
    recipients: nobody,
    renewed: true,
    sentence: 'The e-mail address and telephone number that you left, encrypted, so that you need not type them again.',
  },
};
