import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

/*
 * CIP8  A chat whose key the visitor cleared, or the browser refuses to keep, goes on in memory; its state says so.
 */

const entry = deviceRegister.chatInProgress;

/** The key to the visitor's chat: 256 random bits that are their only proof of being in it. */
export type ChatKey = {
  current(): string | null;
  /** Keeps it in the place of any other. */
  keep(capability: string): void;
  /** Its time begins anew, if it is still the one that is kept. */
  renew(capability: string): void;
  /** Removes it if it is still the one that is kept; null removes any. */
  forget(capability: string | null): void;
  /** Reports when another tab made or removed a key. */
  watch(listener: () => void): Undo;
};

export function createChatKey(storage: DeviceStorage, surroundings: Surroundings): ChatKey {
  const current = (): string | null => storage.read(entry)?.capability ?? null;

  return {
    current,
    keep,
    renew(capability) {
      if (current() === capability) keep(capability);
    },
    forget(capability) {
      if (capability === null || current() === capability) storage.remove(entry);
    },
    watch: (listener) => storage.watch(entry, listener),
  };

  // A key exists only because the visitor opened the chat, which is what the purpose `service` asks for.
  function keep(capability: string): void {
    const consent = consentWithoutDecision({ chatOpened: true });
    storage.write(entry, admit(entry, { capability }, { consent, nowMs: surroundings.nowMs() }));
  }
}
