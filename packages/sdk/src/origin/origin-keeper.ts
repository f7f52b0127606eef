import { readArrival } from '@handlr/core';
import { admit, lateDeviceRegister } from '@handlr/privacy';
import type { Arrival } from '@handlr/protocol';
import type { ConsentEngine } from '../consent/consent-engine.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';

type Deps = {
  readonly ownDomain: string | undefined;
  readonly storage: DeviceStorage;
  readonly surroundings: Pick<Surroundings, 'page' | 'referrer'>;
  readonly consent: Pick<ConsentEngine, 'get' | 'context'>;
};

const { origin } = lateDeviceRegister;

/** Where this visit and the first one came from. Reads the page only for visitors who agreed, so what was before is not known. */
export function createOriginKeeper({ ownDomain, storage, surroundings, consent }: Deps) {
  return {
    /** How a visit that began on this page would have begun, reduced. */
    arrival: (): Arrival => readArrival({ url: surroundings.page().url, referrer: surroundings.referrer(), ownDomain }),
    /** A visit began. */
    keep(arrival: Arrival): void {
      if (!consent.get().history) return;
      const first = storage.read(origin)?.first ?? arrival;
      storage.write(origin, admit(origin, { visit: arrival, first }, consent.context(origin)));
    },
    current: (): Arrival | null => storage.read(origin)?.visit ?? null,
  };
}
