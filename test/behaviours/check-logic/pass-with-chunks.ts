import { setImmediate } from 'node:timers/promises';
// Loaded before they are asked for, so that they come at once.
import '../../../packages/sdk/src/check-logic/start-checks.ts';
import '../../../packages/sdk/src/consent/start-consent.ts';
import '../../../packages/sdk/src/visit-history/visit-history.ts';
import type { TestSurroundings } from '../../unit/sdk/test-surroundings.ts';

/** Lets time pass, and chunks come, which take their time outside of the simulated one. */
export async function passWithChunks(world: Pick<TestSurroundings, 'pass'>, ms: number): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await setImmediate();
  await world.pass(ms);
  for (let turn = 0; turn < 12; turn += 1) await setImmediate();
}
