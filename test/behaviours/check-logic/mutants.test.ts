import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadMutant, rulesBrokenBy } from '../../support/load-mutant.ts';
import { type Engine, invariants } from './invariants.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/check-logic');

/** A slip of the pen for each invariant: what stands in the source, and what would stand there. */
const mutants: readonly (readonly [rule: string, file: string, from: string, to: string])[] = [
  ['CHK1', 'evaluate.ts', '    parts,\n', '    parts: parts.slice(1),\n'],
  ['CHK2', 'verdict.ts', "[false, 'withheld', 'unknown']", "['withheld', 'unknown', false]"],
  ['CHK3', 'verdict.ts', "typeof verdict === 'boolean' ? !verdict : verdict", 'verdict !== true'],
  ['CHK3', 'answer.ts', "typeof history === 'string' ? history", "typeof history === 'string' ? false"],
  ['CHK5', 'answer.ts', '+ 1) * minuteMs', '+ 2) * minuteMs'],
  ['CHK5', 'answer.ts', 'nowMs + leftMs]', 'nowMs + leftMs + 1_000]'],
  ['CHK6', 'firing.ts', "return scope === 'always' || ", "return scope !== 'page' || "],
  ['CHK6', 'firing.ts', 'return { ...nothingFired, visitor };', 'return nothingFired;'],
  ['CHK6', 'firing.ts', 'fired: { ...fired, holding }', 'fired'],
  ['CHK7', 'firing.ts', "if (typeof history !== 'string') return then;", "if (history !== 'withheld') return then;"],
  ['CHK7', 'firing.ts', "scope === 'visit' || scope === 'visitor' ? []", "scope === 'visitor' ? []"],
  ['CHK8', 'firing.ts', 'then.filter((action) => !isPrompt(action))', '[]'],
  ['CHK9', 'firing.ts', 'prompts ||= promptsToo;', ''],
  ['CHK10', 'questions.ts', 'choice?.next ?? question.next', 'question.next'],
  ['CHK11', 'question-faults.ts', 'soFar.includes(branch.next)', 'false'],
  ['CHK17', 'exclusion.ts', 'return !week[0].some(', 'return week[0].some('],
  ['CHK17', 'exclusion.ts', 'isFit !== right.isFalse', 'isFit === right.isFalse'],
  ['CHK21', 'next-opening.ts', 'Math.min(...found)', 'Math.max(...found)'],
  ['CHK21', 'next-opening.ts', 'shownMs - Math.max(...offsets)', 'last'],
];

describe('CHK1 to CHK21: a slip in the core is noticed', () => {
  test('without a slip nothing is', { timeout: 60_000 }, async () => {
    expect(rulesBrokenBy(invariants, await loadMutant<Engine>(sources))).toEqual([]);
  });

  test.each(mutants.map((mutant, at) => [mutant[0], at, mutant] as const))(
    '%s, mutant %i',
    { timeout: 60_000 },
    async (rule, _at, [, file, from, to]) => {
      const engine = await loadMutant<Engine>(sources, { file, from, to });
      const ofRule = Object.entries(invariants).filter(([name]) => name.startsWith(`${rule} `));
      expect(rulesBrokenBy(Object.fromEntries(ofRule), engine)).not.toEqual([]);
    },
  );

  test('every invariant has a mutant', () => {
    const rules = Object.keys(invariants).flatMap((name) => /^CHK\d+/.exec(name)?.[0] ?? []);
    expect(rules.filter((rule) => !mutants.some(([named]) => named === rule))).toEqual([]);
  });
});
