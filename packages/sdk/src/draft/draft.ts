import type { Draft } from '@handlr/core';
import { deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { DraftKeeper } from './keep-draft.ts';

/*
 * What the visitor has typed, as the views have it. How it is kept comes with the first key that they press.
 *
 * DRA6  It is there again before the visitor can type over it, caret, topic and kind as well: on the next page, after a reload
 *       and after a crash.
 * DRA7  Each tab has its own; what one tab sends or clears stays in the others.
 * DRA8  It goes, in every tab, with "forget me" and with a chat that is erased. A chat that ends or runs out leaves it.
 * DRA9  It never leaves the device; of typing only the fact is sent, and only in a chat.
 * DRA10 Where the browser keeps nothing it is in memory, goes with the page, and the state says so.
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

type Deps = {
  readonly storage: DeviceStorage;
  readonly surroundings: Surroundings;
  readonly tabs: Tabs;
  /** There is a draft now, or there is none any more. */
  changed(): void;
};

const entry = deviceRegister.draft;
const nothingTyped: Draft = { text: '', caret: 0, topic: '', kind: 'chat' };

export function createDraft({ storage, surroundings, tabs, changed }: Deps) {
  let draft: Draft = storage.read(entry) ?? nothingTyped;
  let keeper: DraftKeeper | null = null;
  let isWanted = false;
  const has = (): boolean => (draft.text + draft.topic).trim() !== '';

  tabs.on('forgotten', drop);
  if (has()) void load();

  return {
    read: () => draft,
    has,
    write(change: Partial<Draft>): void {
      const had = has();
      draft = { ...draft, ...change };
      if (had || has()) void load();
      keeper?.report({ type: 'typed', draft });
      if (had !== has()) changed();
    },
    /** DRA8 */
    forget(): void {
      drop();
      tabs.tell('forgotten', null);
    },
    drop,
    close: () => keeper?.close(),
  };

  function drop(): void {
    draft = nothingTyped;
    storage.remove(entry);
    keeper?.report({ type: 'withdrawn' });
    changed();
  }

  async function load(): Promise<void> {
    if (isWanted) return;
    isWanted = true;
    try {
      const { keepDraft } = await import('./keep-draft.ts');
      keeper = keepDraft({ storage, surroundings, refused: changed });
      keeper.report({ type: 'typed', draft });
    } catch {
      // With the next key it is tried again.
      isWanted = false;
    }
  }
}
