import type { GivenValue } from '@handlr/core';
import type { PromptChoice, Question } from '@handlr/protocol';

/** A prompt as it is shown. `why`: what the visitor is told who asks. */
export type ShownPrompt = {
  readonly checkId: string;
  readonly text: string;
  readonly from: string;
  readonly choices: readonly PromptChoice[];
  readonly why: string;
};

export type ChecksView = {
  readonly prompt: ShownPrompt | null;
  /** What is asked before the first message, one at a time. */
  readonly asked: { readonly question: Question; readonly isFirst: boolean } | null;
  /** In place of the chat: nobody is there. `text`: what stands above it, where the site says so. */
  readonly offline: { readonly text: string | null } | null;
  /** The launcher is not shown on this page. */
  readonly isHidden: boolean;
};

/** What a site's checks brought about on this page, and what the visitor does with it. */
export interface Checks {
  view(): ChecksView;
  /** Sends the prompt away; none comes any more in this session. */
  dismiss(): void;
  /** Answers the prompt: by a choice, in words, or by opening the box at it. */
  choose(choice: PromptChoice): void;
  reply(text: string): void;
  follow(): void;
  /** Answers what is asked; '' leaves an optional question out. */
  answer(text: string): void;
  /** Takes the last answer back. */
  back(): void;
  /** Leaves a message for later. False when there is nothing in it, or too much. */
  leaveMessage(text: string, name: string): boolean;
  /** Rather the chat than the form. */
  chatInstead(): void;
}

/** The same, with what its shell needs of it. */
export type ChecksEngine = Checks & {
  setValues(values: Readonly<Record<string, GivenValue>>): void;
  /** Consent, the chat or the box may have changed. */
  update(): void;
  close(): void;
};
