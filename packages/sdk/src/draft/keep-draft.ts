import { createDraftState, type Draft, type DraftEvent, stepDraft } from '@handlr/core';
import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { ChatView } from '../chat-in-progress/chat-view.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';

/*
 * Keeps the draft as its machine decides; loaded with the first key that the visitor presses. It holds no connection.
 *
 * DRA8  It goes, in every tab, with "forget me" and with a chat that is erased. A chat that ends or runs out leaves it.
 * DRA10 Where the browser keeps nothing it is in memory, goes with the page, and the state says so.
 */

export type DraftKeeper = {
  /** There is something new. */
  follow(): void;
  close(): void;
};

export type DraftDeps = {
  readonly storage: DeviceStorage;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'after' | 'watchPage'>;
  readonly tabs: Tabs;
  readonly door: { read(): Draft; clear(): void };
  viewChat(): Pick<ChatView, 'phase' | 'hasExpired'>;
  /** Reports changes of the chat. */
  subscribe(listener: () => void): Undo;
  /** There is a draft now or none any more, on the screen or on the device. */
  changed(): void;
};

const entry = deviceRegister.draft;

export function keepDraft({ storage, surroundings, tabs, door, viewChat, subscribe, changed }: DraftDeps): DraftKeeper {
  let state = createDraftState(storage.read(entry));
  let cancelWake: Undo = () => {};
  let { phase } = viewChat();
  const undos = [
    surroundings.watchPage((event) => {
      if (event === 'hidden' || event === 'left') report({ type: 'left' });
    }),
    tabs.on('forgotten', door.clear),
    subscribe(followChat),
  ];
  follow();

  return {
    follow,
    close() {
      report({ type: 'left' });
      cancelWake();
      for (const undo of undos) undo();
    },
  };

  function follow(): void {
    report({ type: 'typed', draft: door.read() });
  }

  /** DRA8: a chat that went on is no more, so it was erased, or forgotten in another tab. */
  function followChat(): void {
    const before = phase;
    const { hasExpired } = ({ phase } = viewChat());
    if (phase === 'none' && before !== 'none' && before !== 'ended' && !hasExpired) door.clear();
  }

  function report(event: DraftEvent): void {
    const { kept } = state;
    const [next, effects] = stepDraft(state, event, surroundings.nowMs());
    state = next;
    for (const effect of effects) {
      if (effect.type === 'keep') keep(effect.draft);
      else if (effect.type === 'remove') storage.remove(entry);
      else cancelWake = surroundings.after(effect.afterMs, () => report({ type: 'woke' }));
    }
    // What is kept on this device is another list now, or the browser refused.
    if (kept === null && next.kept !== null) changed();
  }

  // Who types into the box has asked for the chat, which is what the purpose `service` asks for.
  function keep(draft: Draft): void {
    const consent = consentWithoutDecision({ chatOpened: true });
    storage.write(entry, admit(entry, draft, { consent, nowMs: surroundings.nowMs() }));
  }
}
