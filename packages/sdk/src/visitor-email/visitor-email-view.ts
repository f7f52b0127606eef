import type { ContactForm, Leaving } from '@handlr/core';
import type { VisitorEmailRecord } from '@handlr/privacy';

/** The e-mail address that the visitor leaves with the chat. */
export type VisitorEmail = {
  view(): ContactForm;
  /** Asks the gateway whether there is one already. */
  look(): Promise<void>;
  /** What this device remembers, to be offered; null where nothing may be or is remembered. */
  recall(): Promise<VisitorEmailRecord | null>;
  /** `remember` is the visitor's consent to `contact`. */
  leave(leaving: Leaving): void;
  remove(): void;
  undo(): void;
};
