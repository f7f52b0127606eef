import { followSession, type Sign } from '@handlr/core';
import { admit, type RegisterEntry, type SessionRecord } from '@handlr/privacy';
import type { Session, SessionPolicy } from '@handlr/protocol';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';

type Deps = {
  /** Of the visit, or of the chat: each is kept for a purpose of its own. */
  readonly entry: RegisterEntry<SessionRecord>;
  readonly policy: SessionPolicy;
  readonly storage: DeviceStorage;
  readonly surroundings: Pick<Surroundings, 'nowMs'>;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
};

/** The session that goes on, as all tabs of this device see it. Whether another begins, core decides. */
export function createSessionKeeper({ entry, policy, storage, surroundings, consent }: Deps) {
  return {
    /** A sign of the visitor. Answers whether it begins a session. */
    sign(sign: Sign): boolean {
      const [next, begins] = followSession(storage.read(entry), sign, policy, surroundings.nowMs());
      if (consent.get()[entry.purpose]) storage.write(entry, admit(entry, next, consent.context(entry)));
      return begins;
    },
    /** What the gateway is told of it; null where nothing is kept. */
    current(): Session | null {
      const kept = storage.read(entry);
      return kept === null ? null : { number: kept.number, began: kept.began };
    },
  };
}
