import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';

/*
 * The chat is closed for this visitor for a while. To whoever wants a socket, a closed door is a connection that is lost and
 * comes back.
 *
 * BAN40 While it is closed no socket is opened: on no page, in no tab, after no reload.
 * BAN41 The device keeps until when, a whole minute, and nothing else; under `security`, for all tabs; it goes then.
 * BAN42 It is open again in every tab when its time is over, or when the visitor asks and the gateway lets them in.
 * BAN43 What the visitor wrote waits, and is sent when it is open again.
 */

const { ban } = deviceRegister;

/** By the device's clock; null while it is open. */
export function closedUntil(storage: DeviceStorage): number | null {
  return storage.read(ban)?.closedUntil ?? null;
}

export function keepClosed(storage: DeviceStorage, until: number): void {
  // Whatever the gate gives it at most, it goes when its time is over.
  const context = { consent: consentWithoutDecision({ chatOpened: true }), nowMs: until - ban.lifetimeMs };
  storage.write(ban, admit(ban, { closedUntil: until }, context));
}

/**
 * Reports that it was opened or shut, here by `knock` or in another tab. Answers `knock`: it forgets that the chat was closed; the
 * gateway says so again where it still is.
 */
export function watchDoor(storage: DeviceStorage, changed: () => void): () => void {
  storage.watch(ban, changed);
  return () => {
    storage.remove(ban);
    changed();
  };
}
