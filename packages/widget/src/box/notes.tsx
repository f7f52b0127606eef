import type { HandlrState } from '@handlr/sdk';
import type { TextKey } from '../texts/texts.en.ts';
import type { Look } from './model.ts';

/** What the visitor should know of the connection, over the transcript so that nothing jumps. */
export function Notes({ model: { state, texts } }: Look) {
  const key = connectionNote(state);
  return (
    <div class="notes" role="status">
      {key && <p class={`note ${state.connection}`}>{texts(key)}</p>}
    </div>
  );
}

function connectionNote({ connection }: HandlrState): TextKey | null {
  return connection === 'idle' || connection === 'connected' ? null : `connection.${connection}`;
}
