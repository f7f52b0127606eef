import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import { Empty } from './empty.tsx';
import { Line } from './line.tsx';
import { placeMessages } from './place-messages.ts';
import { Ask } from '../consent/ask.tsx';
import type { Look } from '../box/model.ts';
import { Icon } from '../icons/icon.tsx';
import { usePlace } from '../transcript-position/use-place.ts';

export function Transcript({ model }: Look) {
  const { state, handlr, texts } = model;
  const { messages, hasOlder, isFetchingOlder, isAgentTyping, agentName, hasExpired, isPersistent, phase, unread } =
    state;
  const { scroller, view, toLatest } = usePlace(model);
  const lastOwn = messages.findLast(({ isOwn }) => isOwn);

  return (
    <div class="middle">
      <div
        class={`transcript ${view.isSeeking ? 'seeking' : ''}`}
        ref={scroller}
        role="log"
        aria-label={texts('transcript.label')}
        aria-busy={isFetchingOlder}
        tabIndex={0}
      >
        {hasExpired && <p class="remark">{texts('note.expired')}</p>}
        {hasOlder && (
          <button type="button" class="quiet" disabled={isFetchingOlder} onClick={handlr.loadOlder}>
            {texts(isFetchingOlder ? 'transcript.loading' : 'transcript.older')}
          </button>
        )}
        {messages.length === 0 && phase === 'none' && <Empty model={model} />}
        {placeMessages(messages).map((placed) => (
          <Line
            key={placed.message.messageId}
            model={model}
            placed={placed}
            isLastOwn={placed.message === lastOwn}
            startsNew={placed.message.seq === view.dividerSeq}
          />
        ))}
        {isAgentTyping && (
          <p class="typing">
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <span class="unseen">
              {texts('transcript.typing', { agent: agentName ?? texts('transcript.somebody') })}
            </span>
          </p>
        )}
        {!isPersistent && phase !== 'none' && <p class="remark">{texts('note.memory')}</p>}
        <Ask model={model} part="card" />
      </div>
      {view.isSeeking && messages.length > 0 && (
        <p class="pill" role="status">
          {texts('transcript.loading')}
        </p>
      )}
      {view.isAway && (
        <button type="button" class="pill" onClick={toLatest}>
          {texts(unread ? 'transcript.new' : 'transcript.latest')}
          {unread > 0 && <b>{unread}</b>}
          <Icon of={ArrowDown} size={16} />
        </button>
      )}
    </div>
  );
}
