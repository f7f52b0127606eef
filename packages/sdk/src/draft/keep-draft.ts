import { createDraftState, type Draft, type DraftEvent, stepDraft } from '@handlr/core';
import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

export type DraftKeeper = {
  report(event: DraftEvent): void;
  close(): void;
};

type Deps = {
  readonly storage: Pick<DeviceStorage, 'read' | 'write' | 'remove' | 'isPersistent'>;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'after' | 'watchPage'>;
  /** It is in memory alone. */
  refused(): void;
};

const entry = deviceRegister.draft;

/** Carries out what the draft's machine decides; loaded with the first key that the visitor presses. It holds no connection. */
export function keepDraft({ storage, surroundings, refused }: Deps): DraftKeeper {
  let state = createDraftState(storage.read(entry));
  let cancelWake: Undo = () => {};
  const unwatchPage = surroundings.watchPage((event) => {
    if (event === 'hidden' || event === 'left') report({ type: 'left' });
  });

  return {
    report,
    close() {
      report({ type: 'left' });
      cancelWake();
      unwatchPage();
    },
  };

  function report(event: DraftEvent): void {
    const [next, effects] = stepDraft(state, event, surroundings.nowMs());
    state = next;
    for (const effect of effects) {
      if (effect.type === 'keep') keep(effect.draft);
      else if (effect.type === 'remove') storage.remove(entry);
      else cancelWake = surroundings.after(effect.afterMs, () => report({ type: 'woke' }));
    }
  }

  // Who types into the box has asked for the chat, which is what the purpose `service` asks for.
  function keep(draft: Draft): void {
    const consent = consentWithoutDecision({ chatOpened: true });
    storage.write(entry, admit(entry, draft, { consent, nowMs: surroundings.nowMs() }));
    if (!storage.isPersistent()) refused();
  }
}
