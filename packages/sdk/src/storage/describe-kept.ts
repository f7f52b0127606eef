import { deviceDescriptions } from '@handlr/privacy';
import type { DeviceStorage, KeptThing } from './device-storage.ts';

/** One thing that is on the device now, with a sentence that a visitor understands. */
export type DescribedThing = KeptThing & { readonly sentence: string };

/** All that is kept now, described. In a chunk of its own with the words, which few visitors read. */
export async function describeKept(storage: Pick<DeviceStorage, 'list'>): Promise<DescribedThing[]> {
  return (await storage.list()).map((kept) => ({ ...kept, sentence: deviceDescriptions[kept.entry].sentence }));
}
