import type { StretchParameters } from '@handlr/protocol';

export type Stretched = {
  readonly ok: true;
  readonly parameters: StretchParameters;
  /** 32 bytes, for the gateway. */
  readonly authKey: Uint8Array;
  /** 32 bytes that never leave this tab. */
  readonly wrappingKey: Uint8Array;
};

/** `refused`: the gateway asked for a weak or an absurd stretch; `failed`: this browser could not do it. */
export type StretchOutcome = Stretched | { readonly ok: false; readonly reason: 'refused' | 'failed' };

/** Turns a password into keys, away from the page's own thread. */
export interface Stretcher {
  /** For a new password: a fresh salt and the vault's own parameters. */
  begin(password: string): Promise<StretchOutcome>;
  /** For an existing account, as the gateway says that its password was stretched. */
  repeat(password: string, parameters: StretchParameters): Promise<StretchOutcome>;
}

/** What the worker is asked; it answers with a `StretchOutcome`. */
export type StretchQuestion = { readonly password: string; readonly parameters: StretchParameters | null };
