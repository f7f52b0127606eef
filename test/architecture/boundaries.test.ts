import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as privacy from '@handlr/privacy';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createTreeCopy, type TreeCopy } from '../support/tree-copy.ts';
import { checkParts, type PartOutcome, runCheckPart } from './check-parts.ts';

const offences = {
  'packages/console/src/offence-gateway.ts': "import '@handlr/gateway';",
  'packages/core/src/offence-type.ts': "export type { Gateway } from '@handlr/gateway';",
  'packages/protocol/src/offence-privacy.ts': "import '@handlr/privacy';",
  'packages/vault/src/offence-core.ts': "import '@handlr/core';",
  'packages/sdk/src/offence-widget.ts': "import '@handlr/widget';",
  'packages/widget/src/offence-inside.ts': "export * from '../../protocol/src/limits.ts';",
  'packages/sdk/src/offence-deep.ts': "import '@handlr/core/src/clock.ts';",
  'packages/gateway/src/chat-in-progress/offence-sqlite.ts': "export { DatabaseSync } from 'node:sqlite';",
  'packages/gateway/src/chat-in-progress/offence-kysely.ts': "export { sql } from 'kysely';",
  'packages/gateway/src/inbound/offence-reveal.ts': "export { reveal } from '@handlr/privacy/reveal';",
  'packages/widget/src/offence-node.ts': "export { readFile } from 'node:fs/promises';",
  'packages/core/src/offence-cycle-a.ts': "import './offence-cycle-b.ts';",
  'packages/core/src/offence-cycle-b.ts': "import './offence-cycle-a.ts';",
  'packages/core/src/utils/offence-drawer.ts': 'export {};',
  'examples/client-site/offence-core.ts': "import '@handlr/core';",
  // These are as they should be.
  'packages/gateway/src/storage/fine-sqlite.ts': "export { DatabaseSync } from 'node:sqlite';",
  'packages/sdk/src/storage/fine-reveal.ts': "export { reveal } from '@handlr/privacy/reveal';",
  'packages/console/src/fine-core.ts': "import '@handlr/core';\nimport '@handlr/protocol';",
  'test/unit/fine-anything.ts': "import '@handlr/gateway';\nimport '@handlr/console';",
};

let copy: TreeCopy;
let outcome: PartOutcome;

beforeAll(async () => {
  copy = await createTreeCopy();
  for (const [path, text] of Object.entries(offences)) await copy.write(path, `${text}\n`);
  outcome = await runCheckPart(checkParts.boundaries, copy.root);
});

afterAll(() => copy[Symbol.asyncDispose]());

test.each([
  ['console-arrows', 'packages/console/src/offence-gateway.ts'],
  ['core-arrows', 'packages/core/src/offence-type.ts'],
  ['protocol-arrows', 'packages/protocol/src/offence-privacy.ts'],
  ['vault-arrows', 'packages/vault/src/offence-core.ts'],
  ['sdk-arrows', 'packages/sdk/src/offence-widget.ts'],
  ['no-reaching-inside', 'packages/widget/src/offence-inside.ts'],
  ['resolvable', 'packages/sdk/src/offence-deep.ts'],
  ['database-at-storage-only', 'packages/gateway/src/chat-in-progress/offence-sqlite.ts'],
  ['database-at-storage-only', 'packages/gateway/src/chat-in-progress/offence-kysely.ts'],
  ['reveal-at-storage-only', 'packages/gateway/src/inbound/offence-reveal.ts'],
  ['browser-packages-without-node', 'packages/widget/src/offence-node.ts'],
  ['no-cycles', 'packages/core/src/offence-cycle-a.ts'],
  ['no-drawer-folders', 'packages/core/src/utils/offence-drawer.ts'],
  ['examples-stand-outside', 'examples/client-site/offence-core.ts'],
])('the boundary check fails and names %s for %s', (rule, path) => {
  expect(outcome.passed).toBe(false);
  expect(outcome.output).toContain(`${rule}: ${path}`);
});

test('what may be imported is left alone', () => {
  expect(outcome.output).not.toMatch(/fine-\w+\.ts/);
});

test('a check that sees next to nothing fails', async () => {
  const bare = await mkdtemp(join(tmpdir(), 'handlr-bare-'));
  onTestFinished(() => rm(bare, { recursive: true, force: true }));
  await mkdir(join(bare, 'packages'));
  await writeFile(join(bare, 'packages/only.ts'), 'export {};\n');
  await writeFile(join(bare, 'tsconfig.json'), '{}\n');
  const { passed, output } = await runCheckPart(checkParts.boundaries, bare);
  expect({ passed, output }).toMatchObject({ passed: false, output: expect.stringContaining('saw only 1 modules') });
});

test('the package of the gate does not hand out its key', () => {
  expect(privacy).not.toHaveProperty('reveal');
});
