import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { array, object, parse, parseJson, pipe, string } from 'valibot';
import { createTreeCopy, type TreeCopy } from '../support/tree-copy.ts';

/** The behaviours of the policy's section 14(h). */
const behaviourWords = [
  'origin',
  'chat-in-progress',
  'prompt-suppression',
  'transcript-position',
  'draft',
  'check-logic',
  'visit-history',
  'session-detection',
  'visitor-email',
  'ban',
  'box-state',
];

/**
 * The line by which a behaviour joins the product, by its word.
 *
 * For two of them it is not the widest one. Without `visitorChatInProgress` nobody could open a chat, and every behaviour that
 * lives in one would fail with good reason: so the agents' half of it stands here. Without `prompts.want` no check could prompt,
 * which is the promise of check-logic as well: so what stands here is how suppression hears of a chat.
 */
const registrations: Readonly<Record<string, readonly [file: string, line: string]>> = {
  origin: [
    'packages/sdk/src/visit-history/visit-history.ts',
    '    if (begins || origin.current() === null) origin.keep(arrival);\n',
  ],
  'chat-in-progress': ['packages/gateway/src/operations.ts', '    ...agentChatInProgress(services),\n'],
  'prompt-suppression': [
    'packages/sdk/src/check-logic/start-checks.ts',
    "    context.on('message:sent', prompts.chatted),\n",
  ],
  'transcript-position': ['packages/gateway/src/operations.ts', '    ...visitorTranscriptPosition(services),\n'],
  draft: ['packages/sdk/src/draft/draft.ts', '      if (had || isThere) load();\n'],
  'check-logic': ['packages/gateway/src/operations.ts', '    ...agentCheckLogic(services),\n'],
  'visit-history': ['packages/gateway/src/operations.ts', '    ...visitorVisitHistory(services),\n'],
  // In what is told of a visit, not a whole line.
  'session-detection': ['packages/sdk/src/visit-history/visit-history.ts', 'session: session.current(), '],
  'visitor-email': ['packages/gateway/src/operations.ts', '    ...visitorEmail(services),\n'],
  ban: ['packages/gateway/src/operations.ts', '    ...agentBan(services),\n'],
  'box-state': ['packages/sdk/src/create-handlr.ts', '    if (isPlaced) memory.keep(left);\n'],
};

/** All tests of all behaviours, on a machine that does much else. */
const runsMs = 300_000;

const outcomeSchema = pipe(
  string(),
  parseJson(),
  object({
    testResults: array(
      object({ name: string(), assertionResults: array(object({ fullName: string(), status: string() })) }),
    ),
  }),
);

describe('without the line by which a behaviour joins, its own tests fail and no other behaviour’s', () => {
  let tree: TreeCopy;
  beforeAll(async () => {
    tree = await createTreeCopy();
  });
  afterAll(() => tree?.[Symbol.asyncDispose]());

  test(
    'with every line all of them pass',
    async () => {
      expect(await failedTests(tree)).toEqual([]);
    },
    runsMs,
  );

  test('every behaviour has one', () => {
    expect(Object.keys(registrations).toSorted()).toEqual(behaviourWords.toSorted());
  });

  test.each(Object.entries(registrations))('%s', { timeout: runsMs }, async (word, [file, line]) => {
    const source = await readFile(join(tree.root, file), 'utf8');
    expect(source.split(line)).toHaveLength(2);
    await tree.write(file, source.replace(line, ''));
    const failed = await failedTests(tree);
    await tree.write(file, source);
    expect(failed.filter((test) => behaviourOf(test).some((other) => other !== word))).toEqual([]);
    expect(failed.flatMap(behaviourOf)).toContain(word);
  });
});

type FailedTest = { readonly path: string; readonly name: string };

/** Layers, such as consent, take behaviours for their examples, so their tests are nobody's. */
function behaviourOf({ path, name }: FailedTest): string[] {
  const [, , folder = ''] = path.split('/');
  const word = folder === 'grid' ? (/GRD\d ([a-z-]+): /.exec(name)?.[1] ?? '') : folder;
  return behaviourWords.includes(word) ? [word] : [];
}

async function failedTests({ root }: TreeCopy): Promise<FailedTest[]> {
  const outcomePath = join(root, 'outcome.json');
  await new Promise<void>((resolve) => {
    const args = [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--project',
      'behaviours',
      // Layers are nobody's, and take their time.
      ...[...behaviourWords, 'grid'].map((word) => `test/behaviours/${word}/`),
      // What is asked is whether they fail, and not how busy the machine is.
      '--testTimeout=60000',
      '--reporter=json',
      `--outputFile=${outcomePath}`,
    ];
    // It exits with 1 when a test failed, which is what is asked.
    execFile(join(root, 'node_modules/.bin/vitest'), args, { cwd: root, maxBuffer: 16 * 1024 * 1024 }, () => resolve());
  });
  const { testResults } = parse(outcomeSchema, await readFile(outcomePath, 'utf8'));
  return testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => ({ path: relative(root, path), name: fullName })),
  );
}
