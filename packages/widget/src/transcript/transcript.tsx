import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import { Empty } from './empty.tsx';
import { Line } from './line.tsx';
import { placeMessages } from './place-messages.ts';
import { useScroll } from './use-scroll.ts';
import { Ask } from '../consent/ask.tsx';
import type { Look } from '../box/model.ts';
import { Icon } from '../icons/icon.tsx';

export function Transcript({ model }: Look) {
  const { state, handlr, texts } = model;
  const { messages, hasOlder, isFetchingOlder, isAgentTyping, agentName, hasExpired, isPersistent, phase } = state;
  const { scroller, hasNewBelow, onScroll, toBottom } = useScroll(messages, () => {
    if (hasOlder) handlr.loadOlder();
  });
  const lastOwn = messages.findLast(({ isOwn }) => isOwn);

  return (
    <div class="middle">
      <div
        class="transcript"
        ref={scroller}
        onScroll={onScroll}
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
          <Line key={placed.message.messageId} model={model} placed={placed} isLastOwn={placed.message === lastOwn} />
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
        {!isPersistent && (phase !== 'none' || model.handlr.draft.has()) && (
          <p class="remark">{texts('note.memory')}</p>
        )}
        <Ask model={model} part="card" />
      </div>
      {hasNewBelow && (
        <button type="button" class="pill" onClick={toBottom}>
          {texts('transcript.new')}
          <Icon of={ArrowDown} size={16} />
        </button>
      )}
    </div>
  );
}
