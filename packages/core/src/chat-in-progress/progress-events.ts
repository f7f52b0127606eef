import type { ChatFacts, ErrorCode } from '@handlr/protocol';
import type { StreamState } from '../delivery/stream-state.ts';

/** This device's end of the visitor's chat, in one tab. */
export type ChatProgress = {
  /** The key to the chat that is followed here; null when there is none, or it is being forgotten. */
  readonly capability: string | null;
  /** The gateway is known to have had the chat, so it is resumed and never opened a second time. */
  readonly isKnown: boolean;
  /** What the gateway said of it last. */
  readonly facts: ChatFacts | null;
  /** The chat that this connection is known to be in. Another object for each time that it was proved. */
  readonly proof: { readonly chatId: string } | null;
  /** The connection stands. */
  readonly isUp: boolean;
  /** An earlier chat of this device is not kept any more. */
  readonly hasExpired: boolean;
  /** The key to the chat that was forgotten last, here or in another tab: a tab that had not heard yet may keep it once more. */
  readonly forgotten: string | null;
};

/** The key that the device holds at this moment, and one that was made in case that there is none. */
export type Keys = { readonly held: string | null; readonly fresh: string };

/** What happens to the chat. The shell reports facts; it decides nothing. */
export type ProgressEvent =
  /** A page is loaded on this device. */
  | { readonly type: 'page-loaded'; readonly held: string | null }
  /** Another tab may have made, replaced or removed the key. */
  | { readonly type: 'key-changed'; readonly held: string | null }
  /** The visitor wrote a message, or asks to try a failed one again. */
  | ({ readonly type: 'composed' | 'retried' } & Keys)
  /** A message of this device is durable. */
  | { readonly type: 'delivered' }
  /** The socket stands, or is gone. */
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected' }
  /** The gateway answered what was asked with this key. */
  | { readonly type: 'joined'; readonly asked: string; readonly chat: ChatFacts }
  | ({
      readonly type: 'join-refused';
      readonly asked: string;
      readonly code: ErrorCode;
      readonly stream: StreamState;
    } & Keys)
  /** The gateway says how a chat stands now, or that it was erased. */
  | { readonly type: 'changed'; readonly chat: ChatFacts }
  | { readonly type: 'chat-erased'; readonly chatId: string }
  /** The gateway has no more of the chat with this key. */
  | { readonly type: 'erased'; readonly capability: string }
  | { readonly type: 'stream-changed'; readonly stream: StreamState }
  /** The visitor wants to be forgotten here; the gateway answered that the chat is ended, or did not. */
  | { readonly type: 'forgotten' }
  | { readonly type: 'forgotten-elsewhere' }
  | { readonly type: 'end-answered' }
  | { readonly type: 'started-anew' };

/** What the shell is to do. */
export type ProgressEffect =
  /** Keeps it on the device in the place of any other. */
  | { readonly type: 'keep-key'; readonly capability: string }
  /** Its time begins anew, if the device still holds it. */
  | { readonly type: 'renew-key'; readonly capability: string }
  /** Removes it, if the device still holds it; null removes any. */
  | { readonly type: 'forget-key'; readonly capability: string | null }
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  /** The gateway will not have this page. */
  | { readonly type: 'refuse'; readonly code: ErrorCode }
  /** Another chat: messages that were not accepted come along, or are forgotten. */
  | { readonly type: 'restart-stream'; readonly unsent: 'keep' | 'forget' }
  /** Joins over the connection that stands. */
  | { readonly type: 'rejoin' }
  /** Ends the chat, and reports `end-answered`. */
  | { readonly type: 'end'; readonly chatId: string }
  /** The site's own code is told. */
  | { readonly type: 'started' }
  | { readonly type: 'ended' }
  | { readonly type: 'agent-joined'; readonly name: string };

export type ProgressStep = readonly [state: ChatProgress, effects: readonly ProgressEffect[]];
