import type { VisitorEmail } from '@handlr/sdk';
import type { Model } from '../box/model.ts';
import type { Texts } from '../texts/texts.ts';
import type { EmailTextKey } from './email-texts.en.ts';

export type EmailLook = { readonly model: Model; readonly words: Texts<EmailTextKey> };
/** What the views are given once the shell has come. */
export type EmailView = EmailLook & { readonly email: VisitorEmail };
