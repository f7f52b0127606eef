import type { ChatOpening, Result } from '@handlr/protocol';
import type { ChatView } from './chat-view.ts';

/** Times in milliseconds since 1970, by the gateway's clock. */
export type ChatEvents = {
  /** The gateway has the chat. */
  'chat:started': object;
  /** Either side ended it. */
  'chat:ended': object;
  /** A message of the visitor is stored. */
  'message:sent': { readonly text: string; readonly at: number };
  /** A message of an agent came; once per message. */
  'message:received': { readonly text: string; readonly from: string; readonly at: number };
  'agent:joined': { readonly name: string };
};

/** The chat that this connection is known to be in. Another object for each time that it was proved. */
export type Proof = { readonly chatId: string };

export type Chat = {
  view(): ChatView;
  proof(): Proof | null;
  /** It is going to be proved, or to fail. */
  isJoining(): boolean;
  /** The box was opened on this page, which goes with the chat. */
  notePage(): void;
  /** For the next chat. */
  setName(name: string): void;
  /** What checks brought about; goes with the next chat. */
  setOpening(opening: ChatOpening): void;
  /** False when there is nothing in it, or too much. */
  send(text: string): boolean;
  retry(messageId: string): void;
  discard(messageId: string): void;
  loadOlder(): void;
  /** Reports each keystroke, and with false that nothing is typed any more. */
  setTyping(typing: boolean): void;
  /** Whether the visitor has the transcript before their eyes. */
  setReading(reading: boolean): void;
  /** Up to where a face has shown the transcript; until it says so, all counts as shown. */
  setShown(seq: number): void;
  end(): Promise<Result<null>>;
  forget(): Promise<void>;
  /** Another tab says that the visitor wants to be forgotten. */
  forgottenElsewhere(): void;
  /** The gateway has no more of the chat with this key. */
  erased(capability: string): void;
  startNew(): void;
  close(): void;
};
