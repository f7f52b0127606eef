import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { DeviceStorage } from '../storage/device-storage.ts';

/*
 * The chat is closed for this visitor for a while.
 *
 * BAN40 While it is closed no socket is opened: on no page, in no tab, after no reload.
 * BAN41 The device keeps until when, a whole minute, and nothing else; under `security`, for all tabs; it goes then.
 * BAN42 It is open again in every tab when its time is over, or when the visitor asks and the gateway lets them in.
 * BAN43 What the visitor wrote waits, and is sent when it is open again.
 */

const { ban } = deviceRegister;

/** Stands before the socket: to whoever wants one, a closed door is a connection that is lost and comes back. */
export type ClosedDoor = {
  /** By the device's clock; null while it is open. */
  closedUntil(): number | null;
  shut(until: number): void;
  /** Forgets that it was closed. The gateway says so again where it still is. */
  knock(): void;
};

/** @param changed it was opened or shut, here or in another tab */
export function createClosedDoor(storage: DeviceStorage, changed: () => void): ClosedDoor {
  storage.watch(ban, changed);
  return {
    closedUntil: () => storage.read(ban)?.closedUntil ?? null,
    shut(until) {
      // Whatever the gate gives it at most, it goes when its time is over.
      const context = { consent: consentWithoutDecision({ chatOpened: true }), nowMs: until - ban.lifetimeMs };
      storage.write(ban, admit(ban, { closedUntil: until }, context));
    },
    knock() {
      storage.remove(ban);
      changed();
    },
  };
}
