import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { invariants, tryJourneys } from './invariants.ts';
import type { Core } from './simulated-reader.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/transcript-position');
const sequences = 300;

/** One slip of the pen for each invariant: what stands in the source, and what would stand there. */
const mutants: Readonly<Record<string, readonly [file: string, from: string, to: string]>> = {
  'TRP1 at the end one stays at the end': [
    'position.ts',
    "return land(divided, isNewUnseen ? firstUnread(divided) : 'end')",
    "return [divided, [{ type: 'hold' }]]",
  ],
  'TRP1 elsewhere what is read stays where it is': ['position.ts', "[divided, [{ type: 'hold' }]]", '[divided, []]'],
  'TRP2 whoever returns stands where they left': [
    'position.ts',
    'return land(state, anchor)',
    'return land(state, { ...anchor, offsetPx: 0 })',
  ],
  'TRP3 a place is looked for on ten pages at most': [
    'position.ts',
    'hasOlder && pagesAsked < pagesToLoad',
    'hasOlder',
  ],
  'TRP3 nothing counts as read, and nothing is kept, on the way': [
    'position.ts',
    'if (state.isSeeking || state.lastSeq === 0) return [state, []];',
    '',
  ],
  'TRP4 it does not look for ever': [
    'position.ts',
    'if (!state.canLoadOlder) return [state, []];',
    'return [state, []];',
  ],
  'TRP5 the line never moves down while something beneath it is unread': [
    'divider.ts',
    'Math.min(state.dividerSeq, unread)',
    'unread',
  ],
  'TRP6 the read mark never goes back': [
    'position.ts',
    'const readSeq = Math.max(state.readSeq, seen)',
    'const readSeq = seen',
  ],
  'TRP6 what was not before the reader’s eyes is not read': [
    'position.ts',
    'by.isAttended ? Math.min(shownSeq, state.lastSeq) : 0',
    'state.lastSeq',
  ],
  'TRP7 whoever writes is at the end, without the line': ['position.ts', 'dividerSeq: null, isDividerRead: true', ''],
  'TRP7 the latest is at the end': [
    'position.ts',
    "return land(state, 'end');",
    "return land(state, state.place ?? 'end');",
  ],
};

describe('TRP1 to TRP7: a slip in the machine is noticed', () => {
  test('TRP1 every invariant has a mutant', () => {
    expect(Object.keys(mutants)).toEqual(Object.keys(invariants));
  });

  test.each(Object.entries(invariants))('%s: its mutant is killed', async (name, holds) => {
    const [file = '', from = '', to = ''] = mutants[name] ?? [];
    const mutant = await loadMutant<Core>(sources, { file, from, to });
    expect(() => tryJourneys(mutant, holds, sequences)).toThrow();
  });
});
