import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { findBreaches, invariants } from './invariants.ts';
import type { Step } from './simulated-tabs.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/chat-in-progress');
const file = 'progress.ts';

/** One slip of the pen for each rule: what stands in the source, and what would stand there. */
const mutants: readonly (readonly [rule: keyof typeof invariants, from: string, to: string])[] = [
  ['CIP1', 'return follow(state, event.held, true);', "return begin(state, { held: event.held, fresh: 'early' });"],
  ['CIP2', "capability === fresh ? [{ type: 'keep-key', capability }] : []", '[]'],
  ['CIP3', 'return follow(state, event.held, false);', 'return [state, []];'],
  ['CIP4', "if (code === 'not-found') return expire(state, stream, keys);", ''],
  ['CIP4', "restart, { type: state.isUp ? 'rejoin' : 'connect' }", 'restart'],
  ['CIP5', "state.facts?.state === 'ended' && isSettled(event.stream)", 'false'],
  ['CIP5', "capability === null || facts?.state === 'ended'", 'capability === null'],
  ['CIP6', "[keyless, [forgotten, { type: 'end'", "[keyless, [{ type: 'end'"],
  ['CIP6', "return isBeingForgotten(state) ? leave('forget') : [state, []];", 'return [state, []];'],
  ['CIP9', 'state.capability ?? held ?? fresh', 'state.capability ?? fresh'],
  ['CIP10', 'event.asked === state.capability ? joined(', 'state.capability !== null ? joined('],
  ['CIP10', 'return isHeard(state, event.chat.chatId) ? learn(', 'return state.facts !== null ? learn('],
  ['CIP11', "before?.state === 'ended' && said.state !== 'ended'", 'false'],
];

test.each(mutants.map((mutant, at) => [mutant[0], at, mutant] as const))(
  '%s, mutant %i is noticed',
  async (rule, _at, [, from, to]) => {
    const { stepProgress } = await loadMutant<{ stepProgress: Step }>(sources, { file, from, to });
    expect([...findBreaches(stepProgress, 1_000, 7)]).toContain(rule);
  },
);

test('CIP1 CIP2 CIP3 CIP4 CIP5 CIP6 CIP9 CIP10 CIP11 every invariant has a mutant', () => {
  const named = new Set<string>(mutants.map(([rule]) => rule));
  expect(Object.keys(invariants).filter((rule) => !named.has(rule))).toEqual([]);
});
