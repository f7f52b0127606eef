import {
  createPositionState,
  keptPosition,
  type Measured,
  type Place,
  type PositionEffect,
  type PositionEvent,
  type PositionView,
  stepPosition,
  viewPosition,
} from '@handlr/core';
import type { Chat } from '../chat-in-progress/chat-events.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { createPositionMemory } from './position-memory.ts';
import type { PositionRecord } from './position-record.ts';

/** What is on the screen, for whoever can look at it. */
export interface Sight {
  place(place: Place): void;
  /** What was looked at when it was last measured is to stand where it stood, whatever was drawn since. */
  hold(): void;
  /** The reader went up from the end, and no event has told of it yet. */
  hasLeftEnd(): boolean;
  /** Null while there is nothing to look at. */
  measure(): Omit<Measured, 'isAttended' | 'isByReader'> | null;
  changed(view: PositionView): void;
}

export interface FollowedTranscript {
  /** To be called after each drawing of `Handlr.state()`. */
  drawn(): void;
  scrolled(): void;
  resized(): void;
  toLatest(): void;
  /** The transcript is out of sight. Its place is kept. */
  leave(): void;
}

type Deps = {
  readonly record: PositionRecord;
  readonly chat: Pick<Chat, 'view' | 'proof' | 'setShown' | 'loadOlder'>;
  readonly surroundings: Pick<Surroundings, 'after' | 'watchPage' | 'isPageVisible'>;
  readonly sight: Sight;
};

/** Runs core's position machine for one sight of the visitor's transcript. All decisions are the machine's. */
export function followTranscript({ record, chat, surroundings, sight }: Deps): FollowedTranscript {
  const memory = createPositionMemory(record, surroundings);
  let state = createPositionState(null);
  let chatId: string | null = null;
  let told = '';
  const unwatchPage = surroundings.watchPage((event) => {
    if (event === 'hidden' || event === 'left') memory.flush();
    // What was drawn meanwhile is before the visitor's eyes now.
    if (event === 'shown') measure(false);
  });
  chat.setShown(0);

  return {
    drawn() {
      begin();
      // A browser tells of scrolling a frame later than it scrolls; what is drawn in between must not take the reader back.
      if (sight.hasLeftEnd()) measure(true);
      const { messages, hasOlder, canLoadOlder, readSeq } = chat.view();
      const isAttended = surroundings.isPageVisible();
      report({ type: 'drawn', drawn: { messages, hasOlder, canLoadOlder, readSeq, isAttended } });
      measure(false);
    },
    scrolled: () => measure(true),
    resized() {
      report({ type: 'resized' });
      measure(false);
    },
    toLatest() {
      report({ type: 'latest-wanted' });
      measure(false);
    },
    leave() {
      unwatchPage();
      memory.flush();
      chat.setShown(0);
    },
  };

  /** Each chat has a place of its own. */
  function begin(): void {
    const next = chat.proof()?.chatId ?? chatId;
    if (next === chatId || next === null) return;
    chatId = next;
    const kept = memory.recall(next);
    state = createPositionState(kept);
    chat.setShown(kept?.readSeq ?? 0);
  }

  function measure(isByReader: boolean): void {
    const measured = sight.measure();
    if (measured === null) return;
    report({ type: 'measured', measured: { ...measured, isByReader, isAttended: surroundings.isPageVisible() } });
  }

  function report(event: PositionEvent): void {
    const [next, effects] = stepPosition(state, event);
    state = next;
    for (const effect of effects) perform(effect);
    const view = viewPosition(state);
    const fresh = JSON.stringify(view);
    if (fresh === told) return;
    told = fresh;
    sight.changed(view);
  }

  function perform(effect: PositionEffect): void {
    switch (effect.type) {
      case 'place':
        return sight.place(effect.place);
      case 'hold':
        return sight.hold();
      case 'load-older':
        return chat.loadOlder();
      case 'shown':
        return chat.setShown(effect.seq);
      case 'keep':
        if (chatId !== null) memory.keep(chatId, keptPosition(state));
    }
  }
}
