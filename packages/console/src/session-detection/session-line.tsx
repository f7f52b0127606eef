import './session-line.css';
import { fullTimeWords } from '../conversation/message-time.ts';
import type { ChatSession } from '@handlr/core';
import { pauseWords } from './session-words.ts';

/** Where the visitor came back to the chat. */
export function SessionLine({ session }: { session: ChatSession }) {
  return (
    <p class="session-line">
      <span title={fullTimeWords(session.beganAt)}>{pauseWords(session)}</span>
    </p>
  );
}
