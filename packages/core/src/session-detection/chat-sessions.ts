import type { Message, SessionBeginning, SessionPolicy } from '@handlr/protocol';
import { followSession, type SessionState } from './session.ts';

/*
 * Sessions inside a chat, apart from visits. They are counted from the chat itself by whoever shows it, so that nothing is kept
 * or sent for them, on the device or on the gateway, and they go with the chat.
 *
 * SES9  A chat has sessions of its own, also for visitors who refused everything else: they know of no visit, campaign or page.
 * SES10 One begins with the first message of the visitor, and with the next after the site's idle time, or midnight of its zone, since they last wrote.
 * SES11 Only the gateway's times of the visitor's own messages count; what agents write begins none and puts none off.
 */

export type ChatSession = {
  /** Counted from the first of the messages that were given. */
  readonly number: number;
  readonly began: SessionBeginning;
  /** The message with which it began. */
  readonly messageId: string;
  readonly beganAt: number;
  /** Since the visitor had last written; 0 for the first. */
  readonly pauseMs: number;
};

type Written = Pick<Message, 'messageId' | 'sender' | 'sentAt'>;

/** The sessions of a chat, oldest first. `messages`: as the gateway has them, in its order. */
export function chatSessions(messages: readonly Written[], policy: SessionPolicy): readonly ChatSession[] {
  const sessions: ChatSession[] = [];
  let state: SessionState | null = null;
  for (const { messageId, sender, sentAt } of messages) {
    if (sender.kind !== 'visitor') continue;
    const lastAt: number = state?.lastActiveAt ?? sentAt;
    const [next, begins]: readonly [SessionState, boolean] = followSession(state, { campaign: '' }, policy, sentAt);
    state = next;
    const { number, began } = next;
    if (begins) sessions.push({ number, began, messageId, beganAt: sentAt, pauseMs: sentAt - lastAt });
  }
  return sessions;
}
