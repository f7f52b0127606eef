import type { GivenValue } from '@handlr/core';
import type { BoxStateRecord, EffectiveConsent } from '@handlr/privacy';
import type { ErasureReport, Result } from '@handlr/protocol';
import type { ChatEvents } from './chat-in-progress/chat-events.ts';
import type { ChatView, Connection } from './chat-in-progress/chat-view.ts';
import type { Checks } from './check-logic/checks.ts';
import type { BannerMethod, BannerWords, Consent } from './consent/consent.ts';
import type { DraftDoor } from './draft/draft.ts';
import type { DescribedThing } from './storage/describe-kept.ts';
import type { Undo } from './surroundings/surroundings.ts';
import type { FollowedTranscript, Sight } from './transcript-position/follow-transcript.ts';

/** `minimised` and `closed` look alike; the chat goes on in both. Closed says that the visitor wants it out of the way. */
export type BoxState = BoxStateRecord['box'];
/** Where it stands and how large it is; null: as the site has it. */
export type BoxPlace = NonNullable<BoxStateRecord['place']>;
export type { BoxStateRecord };

export type HandlrState = ChatView & {
  readonly box: BoxState;
  readonly place: BoxPlace | null;
  /** The box is as it was left on an earlier page, or in another tab; nobody has touched it on this one. */
  readonly isRestored: boolean;
  /** False when the browser keeps nothing: the chat then ends with the page. */
  readonly isPersistent: boolean;
  /** The gateway will not have this visitor before then, by the device's clock; null where it will. */
  readonly closedUntil: number | null;
};

/** What one can listen to. */
export type HandlrEvents = ChatEvents & {
  open: object;
  close: object;
  minimise: object;
  connection: { readonly state: Connection };
  unread: { readonly count: number };
  /** Which purposes may be served from now on. */
  consent: { readonly consent: EffectiveConsent };
};

/** The chat without a face: what the widget is made of, and what a face of one's own needs. */
export interface Handlr {
  /** Null until there is something to decide about, or until it is loaded: `subscribe` reports it. */
  readonly consent: Consent | null;
  /** Null while there is no reason to look at the site's checks: `history` is not allowed, and the box was not opened for them. */
  readonly checks: Checks | null;
  /** What the site says of the page or the visitor, for its own checks. Stays on this page. */
  values(given: Readonly<Record<string, GivenValue>>): void;
  loadConsent(): Promise<Consent>;
  /** The site's banner says so; heard also before consent is loaded. */
  setConsent(words: BannerWords, method?: BannerMethod): void;
  state(): HandlrState;
  /** Reports that `state()` gives something new. */
  subscribe(listener: () => void): Undo;
  /** Returns its undo. */
  on<Name extends keyof HandlrEvents>(name: Name, listener: (payload: HandlrEvents[Name]) => void): Undo;
  off<Name extends keyof HandlrEvents>(name: Name, listener: (payload: HandlrEvents[Name]) => void): void;

  /** Asks whether a chat that was closed for this visitor is open again. To be called when they ask, or when its time is over. */
  knock(): void;

  open(): void;
  close(): void;
  /** `here`: in this tab alone, for a box that stands in the way of nobody but who is in it. */
  minimise(here?: unknown): void;
  /** Puts the box, in all tabs; null: where the site has it. */
  arrange(place: BoxPlace | null): void;
  readonly draft: DraftDoor;
  /** What the visitor is called in the next chat that they open. */
  set(fields: { readonly name?: string }): void;
  /**
   * Writes as the visitor; the first message opens the chat. Shown at once, kept and sent again until the gateway has it.
   * @returns false when the text is empty or longer than 4,000 UTF-16 code units
   */
  send(text: string): boolean;
  /** Tries a failed message again, or gives it up. */
  retry(messageId: string): void;
  discard(messageId: string): void;
  loadOlder(): void;
  /** Up to which seq the transcript was before the visitor's eyes. A face that never says so is taken to show everything. */
  setShown(seq: number): void;
  /** Keeps the visitor's place in a transcript that `sight` shows, from page to page. */
  followTranscript(sight: Sight): Promise<FollowedTranscript>;
  /** To be called at each keystroke, and with false when nothing is typed any more. Only the fact is sent, never the text. */
  setTyping(typing: boolean): void;
  /** Ends the chat for both sides. `unavailable` while there is no connection. */
  endChat(): Promise<Result<null>>;
  /** Leaves an ended chat; the next message opens another. */
  startNewChat(): void;
  /**
   * Has the chat erased with those who answer, then forgets it here. `unavailable`: not now, and nothing has changed.
   */
  eraseChat(): Promise<Result<ErasureReport>>;
  /** Ends the chat and removes everything that is kept on this device. */
  forgetMe(): Promise<void>;
  /** What is kept on this device now. */
  keptOnDevice(): Promise<DescribedThing[]>;
  /** Closes the connection and stops listening to the page. What is kept stays. */
  destroy(): void;
}
