import { expect, test } from 'vitest';
import { createTreeCopy } from '../support/tree-copy.ts';
import { checkParts, runCheckPart } from './check-parts.ts';

test('a generated file that was edited by hand fails the check by name', async () => {
  await using copy = await createTreeCopy();
  await copy.write('packages/protocol/docs/reference.md', '# Something else\n');
  const { passed, output } = await runCheckPart(checkParts.generated, copy.root);
  expect(passed).toBe(false);
  expect(output).toContain('packages/protocol/docs/reference.md is stale');
});
