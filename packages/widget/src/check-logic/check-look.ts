import type { Checks, ChecksView } from '@handlr/sdk';
import type { Model } from '../box/model.ts';
import type { Texts } from '../texts/texts.ts';
import type { CheckTextKey } from './check-texts.en.ts';

/** What the views of the chunk are given. */
export type CheckLook = {
  readonly model: Model;
  readonly checks: Checks;
  readonly view: ChecksView;
  readonly words: Texts<CheckTextKey>;
};
