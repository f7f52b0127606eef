import { describe, expect, test } from 'vitest';
import type { Store } from '../../../packages/gateway/src/storage/index.ts';
import { runSimulation } from '../../support/simulator/run-simulation.ts';

const seeds = Array.from({ length: 50 }, (_, index) => index + 1);

describe('C1 to C9: the delivery contract, over the real machine and the real gateway logic', () => {
  test.each(seeds)('holds on seed %i (C1, C2, C3, C4, C6, C7, C9)', async (seed) => {
    const report = await runSimulation({ seed });
    expect(report.breaches).toEqual([]);
    expect(report.acknowledged).toBeGreaterThan(20);
    expect(report.faults['cuts']).toBeGreaterThan(0);
  });

  test('is the same run again for the same seed', async () => {
    expect(await runSimulation({ seed: 7 })).toEqual(await runSimulation({ seed: 7 }));
  });

  test('a gateway that acknowledges before the commit is caught (C1)', async () => {
    expect(await breachesWith(acknowledgeBeforeCommit)).not.toEqual([]);
  });

  test('a gateway that gives seqs with holes is caught (C3)', async () => {
    expect(await breachesWith(skipSeqs)).not.toEqual([]);
  });
});

async function breachesWith(wrapStore: (store: Store) => Store): Promise<readonly string[]> {
  const reports = await Promise.all([1, 2, 3].map((seed) => runSimulation({ seed, wrapStore })));
  return reports.flatMap(({ breaches }) => breaches);
}

function acknowledgeBeforeCommit(store: Store): Store {
  let appends = 0;
  return {
    ...store,
    appendMessage: async (message) => {
      const outcome = await store.appendMessage(message);
      appends += 1;
      // Every fifth message is acknowledged under a seq that was never committed for it.
      if (appends % 5 !== 0 || outcome.outcome !== 'stored') return outcome;
      return { outcome: 'stored', message: { ...outcome.message, seq: outcome.message.seq + 1 } };
    },
  };
}

function skipSeqs(store: Store): Store {
  return {
    ...store,
    readMessages: async (key, audience, range) => {
      const page = await store.readMessages(key, audience, range);
      return { ...page, messages: page.messages.map((message) => ({ ...message, seq: message.seq * 2 })) };
    },
  };
}
