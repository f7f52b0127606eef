import { join } from 'node:path';
import { followView, secondsOf } from '@handlr/core';
import { expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy } from '../../support/load-mutant.ts';
import { type Core, viewInvariants } from './view-invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/visit-history');

test.each(Object.keys(viewInvariants))('%s', (name) => {
  expect(() => viewInvariants[name]?.({ followView, secondsOf })).not.toThrow();
});

const mutants: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['VIH5', "return [{ ...counted, runsSince: null }, ['keep']];", "return [counted, ['keep']];"],
  ['VIH6', 'Math.min(Math.max(nowMs - view.runsSince, 0), stretchMs)', 'Math.max(nowMs - view.runsSince, 0)'],
  ['VIH7', 'Math.min(view.countedMs + stretch, longestMs)', 'view.countedMs + stretch'],
  ['VIH8', 'nowMs - lastActAt <= attentionMs', 'nowMs - lastActAt <= attentionMs * 9'],
  ['VIH8', 'counted.runsSince !== null && ', ''],
  ['VIH9', '[{ viewId, countedMs: 0,', '[{ viewId, countedMs: view?.countedMs ?? 0,'],
];

test.each(mutants)('%s its mutant is noticed: %s', async (rule, from, to) => {
  const mutant = await loadMutant<Core>(sources, { file: 'page-view.ts', from, to });
  expect(rulesBrokenBy(viewInvariants, mutant)).toContain(rule);
});
