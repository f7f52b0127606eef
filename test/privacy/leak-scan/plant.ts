import type { Canary } from './canaries.ts';
import type { Place } from './place.ts';

/** Prime to how many forms an address has, so that neighbouring places are given forms that are far apart. */
const stride = 7;

/** Leaks an address into a place: each time another one, in another of the forms that are looked for there. */
export function createPlanter(canaries: readonly Canary[]): (place: Place) => Promise<void> {
  const addresses = canaries.filter(({ isAddress }) => isAddress);
  let planted = 0;
  return async (place) => {
    const { needles = [] } = addresses[planted % addresses.length] ?? {};
    const forms = needles.filter(({ bytes }) => bytes.length >= place.fewestBytes);
    const leak = forms[(planted * stride) % forms.length];
    if (leak === undefined) throw new Error('There is no address to leak');
    planted += 1;
    await place.plant(leak.bytes);
  };
}
