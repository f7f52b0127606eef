import { createCapability } from '@handlr/core';
import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';

const entry = deviceRegister.chatInProgress;

/** The key to the visitor's chat: 256 random bits that are their only proof of being in it. */
export type ChatKey = {
  current(): string | null;
  /** Makes one and keeps it. Called when the visitor opens the chat by sending the first message, and not before. */
  make(): string;
  /** Keeps it; its time begins anew. */
  keep(capability: string): void;
  forget(): void;
  /** Reports when another tab made or removed a key. */
  watch(listener: () => void): Undo;
};

export function createChatKey(storage: DeviceStorage, surroundings: Surroundings): ChatKey {
  return {
    current: () => storage.read(entry)?.capability ?? null,
    make() {
      const capability = createCapability(surroundings);
      keep(capability);
      return capability;
    },
    keep,
    forget: () => storage.remove(entry),
    watch: (listener) => storage.watch(entry, listener),
  };

  // A key exists only because the visitor opened the chat, which is what the purpose `service` asks for.
  function keep(capability: string): void {
    const consent = consentWithoutDecision({ chatOpened: true });
    storage.write(entry, admit(entry, { capability }, { consent, nowMs: surroundings.nowMs() }));
  }
}
