import { setImmediate } from 'node:timers/promises';
import { vi } from 'vitest';
// Loaded before they are asked for, so that they come at once.
import '../../../packages/sdk/src/check-logic/start-checks.ts';
import '../../../packages/sdk/src/consent/start-consent.ts';
import '../../../packages/sdk/src/visit-history/visit-history.ts';
import type { TestSurroundings } from '../../unit/sdk/test-surroundings.ts';

/** Lets time pass, and chunks come, which take their time outside of the simulated one. */
export async function passWithChunks(world: Pick<TestSurroundings, 'pass'>, ms: number): Promise<void> {
  await chunksCame();
  await world.pass(ms);
  await chunksCame();
}

async function chunksCame(): Promise<void> {
  // Answers come in between, and what they bring may ask for another chunk.
  for (let turn = 0; turn < 4; turn += 1) {
    for (let step = 0; step < 3; step += 1) await setImmediate();
    await vi.dynamicImportSettled();
  }
}
