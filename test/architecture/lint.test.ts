import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTreeCopy, type TreeCopy } from '../support/tree-copy.ts';
import { checkParts, type PartOutcome, runCheckPart } from './check-parts.ts';

type Offence = readonly [rule: string, path: string, code: string];

const offences: readonly Offence[] = [
  ['no-restricted-globals', 'packages/widget/src/local-storage.ts', "localStorage.setItem('a', 'b');"],
  ['no-restricted-properties', 'packages/widget/src/window-storage.ts', "window.localStorage.setItem('a', 'b');"],
  ['no-restricted-properties', 'packages/sdk/src/quoted-storage.ts', "window['sessionStorage'].clear();"],
  ['no-restricted-properties', 'packages/sdk/src/taken-apart.ts', 'export const { indexedDB: database } = globalThis;'],
  ['no-restricted-properties', 'packages/console/src/cookie.ts', "document.cookie = 'a=b';"],
  ['no-restricted-globals', 'packages/console/src/caches.ts', "export const opened = caches.open('a');"],
  ['no-restricted-properties', 'packages/widget/src/markup.ts', "document.body.innerHTML = '';"],
  ['no-eval', 'packages/sdk/src/evaluated.ts', "export const one = eval('1');"],
  ['no-danger', 'packages/console/src/danger.tsx', "export const a = <p dangerouslySetInnerHTML={{ __html: '' }} />;"],
  ['no-restricted-properties', 'packages/core/src/clocked.ts', 'export const nowMs = Date.now();'],
  ['no-restricted-properties', 'packages/privacy/src/by-chance.ts', 'export const chance = Math.random();'],
  ['no-restricted-globals', 'packages/core/src/timed.ts', 'setTimeout(() => undefined, 1);'],
  ['no-restricted-globals', 'packages/core/src/in-page.ts', 'export const { title } = document;'],
  [
    'no-restricted-properties',
    'packages/gateway/src/behind.ts',
    "export const s = process.getBuiltinModule('node:sqlite');",
  ],
  ['no-explicit-any', 'packages/core/src/anything.ts', 'export const a = (b: any): unknown => b;'],
  ['no-floating-promises', 'packages/gateway/src/floating.ts', 'Promise.resolve(1);'],
  ['no-unsafe-type-assertion', 'packages/gateway/src/cast.ts', admittedBy('{ id: 1 } as Admitted<{ id: number }>')],
  [
    'no-unsafe-type-assertion',
    'packages/sdk/src/twice.ts',
    admittedBy('({ id: 1 } as unknown as Admitted<{ id: number }>)'),
  ],
  ['no-misused-spread', 'packages/gateway/src/spread.ts', admittedBy('(a: Admitted<{ id: number }>) => ({ ...a })')],
  ['ban-ts-comment', 'packages/core/src/ignored.ts', "// @ts-ignore\nexport const a: number = 'a';"],
  ['no-default-export', 'packages/core/src/by-default.ts', 'export default 1;'],
  ['no-console', 'packages/sdk/src/talks.ts', "console.log('a');"],
  ['filename-case', 'packages/core/src/CamelCase.ts', 'export const a = 1;'],
];

const fine: readonly (readonly [path: string, code: string])[] = [
  ['packages/sdk/src/storage/fine-storage.ts', "window.localStorage.setItem('a', 'b');\nlocalStorage.clear();"],
  ['packages/gateway/src/cli/fine-console.ts', "console.log('a');"],
  ['test/types/fine-refusal.ts', "// @ts-expect-error A text is not a number.\nexport const a: number = 'a';"],
];

let copy: TreeCopy;
let outcome: PartOutcome;

beforeAll(async () => {
  copy = await createTreeCopy();
  for (const [, path, code] of offences) await copy.write(path, `${code}\n`);
  for (const [path, code] of fine) await copy.write(path, `${code}\n`);
  outcome = await runCheckPart(checkParts.lint, copy.root);
});

afterAll(() => copy[Symbol.asyncDispose]());

test.each(offences)('lint fails with %s for %s', (rule, path) => {
  expect(outcome.passed).toBe(false);
  const reports = outcome.output.split(/\n\s*\n/).filter((report) => report.includes(`[${path}:`));
  expect(reports.join('\n')).toContain(`(${rule})`);
});

test('what each place is for is left alone', () => {
  expect(outcome.output).not.toMatch(/fine-\w+\.ts/);
});

function admittedBy(value: string): string {
  return `import type { Admitted } from '@handlr/privacy';\nexport const admitted = ${value};`;
}
