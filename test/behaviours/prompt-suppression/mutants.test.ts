import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadMutant } from '../../support/load-mutant.ts';
import { type Core, findBreaches, stories } from './simulation.ts';

const sources = join(import.meta.dirname, '../../../packages/core/src/prompt-suppression');

/** One slip of the pen for each invariant: what stands in the source, and what would stand there. */
const mutants: readonly (readonly [invariant: string, file: string, from: string, to: string])[] = [
  ['no prompt without history', 'may-prompt.ts', "'no-consent': !hasHistory", "'no-consent': false"],
  ['no prompt where the site switched them off', 'may-prompt.ts', 'off: policy.off', 'off: false'],
  ['no prompt to the banned', 'may-prompt.ts', 'banned: isBanned', 'banned: false'],
  ['no prompt while the box is open', 'may-prompt.ts', "'box-open': isBoxOpen", "'box-open': false"],
  ['no prompt while a chat goes on', 'may-prompt.ts', 'chat: hasChat', 'chat: false'],
  ['no prompt on a page that nobody looks at', 'may-prompt.ts', "'page-hidden': !isVisible", "'page-hidden': false"],
  ['no prompt after a dismissal in this session', 'may-prompt.ts', 'dismissed: isDismissed', 'dismissed: false'],
  [
    'no prompt soon after another',
    'may-prompt.ts',
    'policy.afterPromptMinutes * minuteMs',
    'policy.afterPromptMinutes',
  ],
  [
    'tabs at the same moment prompt once',
    'prompter.ts',
    'if (word.ticket < stage.ticket) return [quiet(state), []];',
    'if (word.ticket < stage.ticket) return [state, []];',
  ],
  ['no prompt soon after a dismissal', 'prompter.ts', 'dismissedAt: nowMs }', 'dismissedAt: null }'],
  ['no prompt soon after a chat', 'prompter.ts', 'chattedAt: nowMs', 'chattedAt: null'],
  ['no prompt soon after a visit', 'prompt-memory.ts', 'earlierVisitAt: memory.seenAt', 'earlierVisitAt: null'],
  ['the cap of a visit holds', 'may-prompt.ts', '>= policy.perVisit', '> policy.perVisit'],
  ['the cap of a day holds', 'may-prompt.ts', 'policy.perDay, dayMs', 'policy.perDay, 0'],
  ['the cap of a campaign holds', 'may-prompt.ts', 'prompt.campaign === campaign)', 'prompt.campaign !== campaign)'],
  ['nothing is remembered without history', 'prompter.ts', 'if (!hasHistory) return', 'if (Date.now() === 0) return'],
  [
    'a withdrawal closes the prompt',
    'may-prompt.ts',
    "  'no-consent',\n  'off',\n  'banned',\n  'box-open',\n  'chat',\n  'dismissed',\n]);",
    "  'off',\n  'banned',\n  'box-open',\n  'chat',\n  'dismissed',\n]);",
  ],
  [
    'whatever forbids a prompt closes it',
    'may-prompt.ts',
    "  'box-open',\n  'chat',\n  'dismissed',\n]);",
    "  'dismissed',\n]);",
  ],
  ['a dismissal closes the prompt where it was made', 'may-prompt.ts', "  'dismissed',\n]);", ']);'],
  [
    'a dismissal closes the prompt in all tabs',
    'prompter.ts',
    'settle(dismissed(state), nowMs);\n      return',
    'settle(state, nowMs);\n      return',
  ],
];

describe('a slip in the core is noticed', () => {
  // The same sequences for all of them.
  const given = fc.sample(stories, { numRuns: 1_000, seed: 14 });

  test('PRS3 without a slip nothing is', async () => {
    expect(broken(await loadMutant<Core>(sources))).toEqual([]);
  });

  test.each(mutants.map((mutant, at) => [mutant[0], at, mutant] as const))(
    'PRS3 %s: mutant %i is killed',
    async (invariant, _at, [, file, from, to]) => {
      expect(broken(await loadMutant<Core>(sources, { file, from, to }))).toContain(invariant);
    },
  );

  function broken(core: Core): string[] {
    return [...new Set(given.flatMap((each) => [...findBreaches(core, each)]))];
  }
});
