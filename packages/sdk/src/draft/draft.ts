import type { Draft } from '@handlr/core';
import { deviceRegister } from '@handlr/privacy';
import type { DraftDeps, DraftKeeper } from './keep-draft.ts';

/*
 * What the visitor has typed, as the views have it. How it is kept comes with the first key that they press.
 *
 * DRA6  It is there again before the visitor can type over it, caret, topic and kind as well: on the next page, after a reload
 *       and after a crash.
 * DRA7  Each tab has its own; what one tab sends or clears stays in the others.
 * DRA9  It never leaves the device; of typing only the fact is sent, and only in a chat.
 * DRA11 Before the visitor types nothing is kept and nothing is loaded for it.
 */

/** What the visitor has typed and not sent. */
export type DraftDoor = {
  read(): Draft;
  /** Whether it says anything. */
  has(): boolean;
  /** To be called whenever it changes, if only the caret. An empty one is removed at once: it was sent, or cleared. */
  write(change: Partial<Draft>): void;
};

const entry = deviceRegister.draft;
const nothing: Draft = { text: '', caret: 0, topic: '', kind: 'chat' };

export function createDraft(deps: Omit<DraftDeps, 'door'>) {
  const { storage, changed } = deps;
  let draft: Draft = storage.read(entry) ?? nothing;
  let keeper: DraftKeeper | undefined;
  let loading: Promise<unknown> | null = null;
  const has = (): boolean => !!(draft.text + draft.topic).trim();
  const door = {
    read: () => draft,
    has,
    write(change: Partial<Draft>): void {
      const had = has();
      draft = { ...draft, ...change };
      const isThere = has();
      if (!isThere) storage.remove(entry);
      if (had || isThere) load();
      keeper?.follow();
      if (had !== isThere) changed();
    },
    clear: () => door.write(nothing),
    close: () => keeper?.close(),
  };

  if (has()) load();
  return door;

  function load(): void {
    loading ??= import('./keep-draft.ts').then(
      ({ keepDraft }) => (keeper = keepDraft({ ...deps, door })),
      // With the next key it is tried again.
      () => (loading = null),
    );
  }
}
