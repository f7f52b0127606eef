import { toBase64url } from '@handlr/core';
import {
  type AgentProfile,
  isRetryable,
  type PayloadOf,
  type ReplyOf,
  type Result,
  type StaffCalls,
} from '@handlr/protocol';
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Stretcher, StretchOutcome } from '../password/stretcher.ts';
import type { Transport } from '../transport/transport.ts';
import type { Keyring } from './keyring.ts';

/**
 * `over`: the gateway no longer knows the session; `elsewhere`: the agent ended it from another one of theirs; `here`: they
 * signed out, or were not signed in.
 */
export type SessionEnd = 'here' | 'over' | 'elsewhere';

export type SessionState =
  | { readonly phase: 'checking' }
  | { readonly phase: 'unreachable' }
  | { readonly phase: 'set-up'; readonly token: string }
  | { readonly phase: 'signed-out'; readonly ended: SessionEnd }
  | { readonly phase: 'signed-in'; readonly profile: AgentProfile };

/** `wrong`: e-mail or password; `weak`: the gateway asked for a stretch outside the safe range, and was sent nothing. */
export type EntryOutcome =
  | 'done'
  | 'wrong'
  | 'invalid'
  | 'gone'
  | 'taken'
  | 'too-many'
  | 'unavailable'
  | 'weak'
  | 'unable';
export type Invitation = ReplyOf<StaffCalls['invitation/show']>;
export type NewAccount = Pick<PayloadOf<StaffCalls['invitation/accept']>, 'name' | 'email'> & {
  readonly password: string;
};

/** Who is signed in, and every way in and out. */
export interface Session {
  readonly state: ReadonlySignal<SessionState>;
  /** With a token, from a set-up link; without one, asks the gateway who is signed in. */
  start(token: string | null): Promise<void>;
  signIn(email: string, password: string): Promise<EntryOutcome>;
  showInvitation(token: string): Promise<Result<Invitation>>;
  acceptInvitation(token: string, account: NewAccount): Promise<EntryOutcome>;
  /** False when the gateway could not be told: then the agent is still signed in. */
  signOut(): Promise<boolean>;
  /** The gateway ended this session. */
  expire(ended: Exclude<SessionEnd, 'here'>): void;
  /** Asks the gateway about the agent's sessions; when it knows this one no longer, that is over. */
  readonly ask: Transport['call'];
}

type Deps = { readonly call: Transport['call']; readonly stretcher: Stretcher; readonly keyring: Keyring };

export function createSession({ call, stretcher, keyring }: Deps): Session {
  const state = signal<SessionState>({ phase: 'checking' });

  async function start(token: string | null): Promise<void> {
    if (token !== null) return void (state.value = { phase: 'set-up', token });
    state.value = { phase: 'checking' };
    const shown = await call('session/show', {});
    if (shown.ok) state.value = { phase: 'signed-in', profile: shown.value };
    else if (shown.error.code === 'forbidden') state.value = { phase: 'signed-out', ended: 'here' };
    else state.value = { phase: 'unreachable' };
  }

  async function signIn(email: string, password: string): Promise<EntryOutcome> {
    const begun = await call('sign-in/begin', { email });
    if (!begun.ok) return outcomeOf(begun);
    const stretched = await stretcher.repeat(password, begun.value);
    if (!stretched.ok) return reasonOf(stretched);
    return enter(
      stretched.wrappingKey,
      await call('sign-in/finish', { email, authKey: toBase64url(stretched.authKey) }),
    );
  }

  async function acceptInvitation(token: string, { name, email, password }: NewAccount): Promise<EntryOutcome> {
    const stretched = await stretcher.begin(password);
    if (!stretched.ok) return reasonOf(stretched);
    const { parameters: stretch, authKey, wrappingKey } = stretched;
    return enter(
      wrappingKey,
      await call('invitation/accept', { token, name, email, stretch, authKey: toBase64url(authKey) }),
    );
  }

  function enter(wrappingKey: Uint8Array, answer: Result<AgentProfile>): EntryOutcome {
    if (!answer.ok) return outcomeOf(answer);
    keyring.hold(wrappingKey);
    state.value = { phase: 'signed-in', profile: answer.value };
    return 'done';
  }

  async function signOut(): Promise<boolean> {
    const ended = await call('session/end', {});
    if (!ended.ok && isRetryable(ended.error.code)) return false;
    keyring.forget();
    state.value = { phase: 'signed-out', ended: 'here' };
    return true;
  }

  function expire(ended: Exclude<SessionEnd, 'here'>): void {
    // The first word of why stands; what fails because of it comes later.
    if (state.peek().phase !== 'signed-in') return;
    keyring.forget();
    state.value = { phase: 'signed-out', ended };
  }

  return {
    state,
    start,
    signIn,
    showInvitation: (token) => call('invitation/show', { token }),
    acceptInvitation,
    signOut,
    expire,
    async ask(name, payload) {
      const answer = await call(name, payload);
      if (!answer.ok && answer.error.code === 'forbidden') expire('over');
      return answer;
    },
  };
}

function reasonOf({ reason }: Extract<StretchOutcome, { ok: false }>): EntryOutcome {
  return reason === 'refused' ? 'weak' : 'unable';
}

function outcomeOf({ error }: Extract<Result<unknown>, { ok: false }>): EntryOutcome {
  switch (error.code) {
    case 'forbidden':
    case 'withheld':
      return 'wrong';
    case 'invalid':
      return 'invalid';
    case 'not-found':
    case 'ended':
      return 'gone';
    case 'conflict':
      return 'taken';
    case 'too-many':
      return 'too-many';
    case 'unavailable':
    case 'version':
    case 'closed':
      return 'unavailable';
  }
}
