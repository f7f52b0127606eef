import { ensureBuilt } from '../../support/build.ts';
import { createTestRandom } from '../../support/random.ts';
import { type Canary, createAviary } from './canaries.ts';
import type { Order } from './command-line.ts';
import type { Layout } from './layout.ts';
import { createPlaces } from './places/index.ts';
import { createPlanter } from './plant.ts';
import { type Extent, runChats } from './run-chats.ts';
import { type Scanned, scanPlace } from './scan.ts';
import { judge, type Verdict } from './verdict.ts';

export type Outcome = {
  readonly canaries: readonly Canary[];
  readonly scanned: readonly Scanned[];
  readonly verdict: Verdict;
};

type Deps = { readonly layout: Layout; readonly order: Order; tell(progress: string): void };

const quick: Extent = { visitors: 24, addresses: 24, kills: 1, messages: 200 };
const whole: Extent = { visitors: 100, addresses: 120, kills: 3, messages: 400 };
const seed = 20_261_124;

/** The chats, then the scan, and then, where it was ordered, the proof that the scan sees. */
export async function runAndScan({ layout, order, tell }: Deps): Promise<Outcome> {
  tell('what browsers are sent is built, where it is not up to date');
  await ensureBuilt();
  const aviary = createAviary(createTestRandom(seed));
  await runChats({ layout, aviary, extent: order.quick ? quick : whole, tell });

  const canaries = aviary.list();
  const places = createPlaces(layout);
  const plant = createPlanter(canaries);
  const scanned: Scanned[] = [];
  tell(`${places.length} places are searched for ${canaries.length} canaries`);
  for (const place of places) {
    if (order.plant === place.name) await plant(place);
    scanned.push(await scanPlace(place, canaries));
  }
  const proofs: Scanned[] = [];
  // One after the other, and only the place that it is about: a clean scan of the others is known by now.
  for (const place of order.plant === 'each' ? places : []) {
    await plant(place);
    proofs.push(await scanPlace(place, canaries));
  }
  return { canaries, scanned, verdict: judge(canaries, scanned, proofs) };
}
