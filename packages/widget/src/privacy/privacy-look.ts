import type { Model } from '../box/model.ts';
import type { Texts } from '../texts/texts.ts';
import type { PrivacyTextKey } from './privacy-texts.en.ts';

/** What the views of the chunk are given. */
export type PrivacyLook = { readonly model: Model; readonly words: Texts<PrivacyTextKey> };
