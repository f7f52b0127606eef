import { admit, consentWithoutDecision, deviceRegister } from '@handlr/privacy';
import type { Refusal } from '@handlr/protocol';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { CreateTransport, Transport } from '../transport/transport.ts';

/*
 * The chat is closed for this visitor for a while.
 *
 * BAN40 While it is closed no socket is opened: on no page, in no tab, after no reload.
 * BAN41 The device keeps until when, on a whole minute by its own clock, and nothing else; under `security`, for all tabs.
 * BAN42 It is open again in every tab when its time is over, or when the visitor asks and the gateway lets them in.
 * BAN43 What the visitor wrote waits, and is sent when it is open again.
 */

const { ban } = deviceRegister;
const minuteMs = 60_000;

type Deps = {
  readonly storage: DeviceStorage;
  readonly nowMs: () => number;
  readonly createTransport: CreateTransport;
  changed(): void;
};

/** Stands before the socket. To the chat, a closed door is a connection that is lost and comes back. */
export function createClosedDoor({ storage, nowMs, createTransport, changed }: Deps) {
  let isWanted = false;
  let wire: Transport;

  const closedUntil = (): number | null => storage.read(ban)?.closedUntil ?? null;
  const enter = (): void => {
    if (isWanted && !closedUntil()) wire.open();
    changed();
  };
  storage.watch(ban, enter);

  return {
    closedUntil,
    /** Forgets that it was closed, and asks the gateway where somebody wants its socket. */
    knock() {
      storage.remove(ban);
      enter();
    },
    createTransport: ((listener) => {
      const shut = ({ retryAfterMs = 0 }: Partial<Refusal>): void => {
        const until = Math.ceil((nowMs() + retryAfterMs) / minuteMs) * minuteMs;
        // Whatever the gate gives it at most, it goes when its time is over.
        const context = { consent: consentWithoutDecision({ chatOpened: true }), nowMs: until - ban.lifetimeMs };
        storage.write(ban, admit(ban, { closedUntil: until }, context));
        wire.close();
        listener.disconnected();
      };
      wire = createTransport({
        ...listener,
        refused: (code, refusal = {}) => (code === 'closed' ? shut(refusal) : listener.refused(code)),
        notices: { ...listener.notices, 'ban:closed': shut },
      });
      return {
        ...wire,
        open() {
          isWanted = true;
          enter();
        },
        close() {
          isWanted = false;
          wire.close();
        },
      };
    }) satisfies CreateTransport,
  };
}
