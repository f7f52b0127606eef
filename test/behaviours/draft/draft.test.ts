import * as core from '@handlr/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deeds, invariants, nothing, play } from './invariants.ts';

test.each(Object.entries(invariants))('%s, in 1,000 sequences', (_name, holds) => {
  fc.assert(
    fc.property(deeds, (done) => holds(play(core, done))),
    { numRuns: 1_000 },
  );
});

test('DRA1 DRA2 of a sentence that is typed in one go the device sees a write every 300 ms, and then the whole', () => {
  const typed = Array.from({ length: 20 }, (_, at) => ({ ...nothing, text: 'a'.repeat(at + 1) }));
  const done = typed.flatMap((draft) => [{ do: 'type', draft } as const, { do: 'wait', ms: 100 } as const]);
  const writes = play(core, done).flatMap(({ effect }) => (effect?.type === 'keep' ? [effect.draft.text.length] : []));
  expect(writes).toEqual([3, 6, 9, 12, 15, 18, 20]);
});
