import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

/** What the tabs of one site tell each other. Nothing of it leaves the browser. */
export interface Tabs {
  /** False in browsers without broadcast channels: then only what is stored is heard of. */
  readonly canTalk: boolean;
  tell(word: string, value: unknown): void;
  on(word: string, listener: (value: unknown) => void): Undo;
  close(): void;
}

export function createTabs(siteKey: string, { openChannel }: Pick<Surroundings, 'openChannel'>): Tabs {
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  const channel = openChannel(`handlr:${siteKey}`, (message) => {
    if (!isMessage(message)) return;
    for (const listener of listeners.get(message.word) ?? []) listener(message.value);
  });

  return {
    canTalk: channel !== null,
    tell: (word, value) => channel?.post({ word, value }),
    on(word, listener) {
      const heard = listeners.get(word) ?? new Set();
      listeners.set(word, heard.add(listener));
      return () => heard.delete(listener);
    },
    close: () => channel?.close(),
  };
}

function isMessage(message: unknown): message is { readonly word: string; readonly value: unknown } {
  return typeof message === 'object' && message !== null && 'word' in message && 'value' in message;
}
