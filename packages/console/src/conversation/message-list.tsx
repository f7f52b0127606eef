import { type StreamState, viewStream } from '@handlr/core';
import type { ChatSummary } from '@handlr/protocol';
import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import { useEffect } from 'preact/hooks';
import { isMine } from '../inbox/inbox-groups.ts';
import { Icon } from '../look/icon.tsx';
import { SessionLine } from '../session-detection/session-line.tsx';
import { sessionsOfChat } from '../session-detection/sessions-of-chat.ts';
import { visitorLabel } from '../visitor-card/visitor-label.ts';
import { useConsole } from '../workspace/console-context.ts';
import type { Conversation } from './conversation.ts';
import { dayOf, dayWords } from './message-time.ts';
import { MessageGroupView } from './message-group.tsx';
import { createTimeline } from './timeline.ts';
import { TypingRow } from './typing-row.tsx';
import { useTranscriptScroll } from './use-transcript-scroll.ts';

type Props = { readonly chat: ChatSummary; readonly conversation: Conversation };

export function MessageList({ chat, conversation }: Props) {
  const { desk } = useConsole();
  const stream = conversation.stream.value;
  const views = viewStream(stream, chat.readByVisitorSeq);
  const { sessions } = sessionsOfChat(chat, stream);
  const timeline = createTimeline(views, conversation.newAfterSeq.value, dayOf, sessions);
  const firstSeq = stream.transcript[0]?.seq ?? 0;
  const { ref, atEnd, onScroll, toEnd } = useTranscriptScroll(firstSeq, () => conversation.wantOlder());
  const canMark = isMine(chat, desk.profile.agentId);
  const isShown = canMark && atEnd.value && desk.attentive.value;
  useEffect(() => {
    if (isShown) conversation.shown(chat.readByAgentSeq);
  });
  const lastOwnId = views.findLast(({ isOwn, delivery }) => isOwn && delivery !== 'failed')?.messageId;

  return (
    <div class="transcript-frame">
      <div ref={ref} class="transcript" role="region" aria-label="Messages" tabIndex={0} onScroll={onScroll}>
        <div class="transcript-content">
          <Beginning stream={stream} chat={chat} />
          {timeline.map((item) => {
            switch (item.kind) {
              case 'day':
                return (
                  <p key={item.key} class="day-line">
                    <span>{dayWords(item.atMs, desk.nowMs.peek())}</span>
                  </p>
                );
              case 'session':
                return <SessionLine key={item.key} session={item.session} />;
              case 'new':
                return (
                  <p key={item.key} class="new-line">
                    <span>New</span>
                  </p>
                );
              case 'group':
                return (
                  <MessageGroupView
                    key={item.key}
                    group={item}
                    visitorName={visitorLabel(chat)}
                    lastOwnId={lastOwnId}
                    conversation={conversation}
                  />
                );
            }
          })}
          <TypingRow typist={conversation.typist.value} visitorName={visitorLabel(chat)} />
        </div>
      </div>
      {!atEnd.value && (
        <button type="button" class="to-end" onClick={toEnd}>
          <Icon of={ArrowDown} />
          {conversation.newAfterSeq.value === null ? 'Latest' : 'New messages'}
        </button>
      )}
    </div>
  );
}

function Beginning({ stream, chat }: { stream: StreamState; chat: ChatSummary }) {
  if (stream.epoch === null) return <TranscriptSkeleton />;
  if (stream.hasOlder) {
    return (
      <p class="transcript-top" role="status">
        {stream.fetchingOlder ? 'Loading earlier messages…' : ''}
      </p>
    );
  }
  if (stream.transcript.length === 0 && stream.outbox.length === 0) {
    return <p class="transcript-empty">{visitorLabel(chat)} opened the chat and hasn’t written yet.</p>;
  }
  return <p class="transcript-top">The chat begins here</p>;
}

function TranscriptSkeleton() {
  return (
    <div class="transcript-skeleton" aria-busy="true">
      <p class="unseen">Loading messages</p>
      <span class="skeleton skeleton-bubble" aria-hidden="true" />
      <span class="skeleton skeleton-bubble skeleton-own" aria-hidden="true" />
      <span class="skeleton skeleton-bubble skeleton-short" aria-hidden="true" />
    </div>
  );
}
