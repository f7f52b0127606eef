import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = join(import.meta.dirname, '..');

type TestOptions = NonNullable<TestProjectInlineConfiguration['test']>;

export default defineConfig({
  root,
  test: {
    reporters: ['default', join(root, 'test/support/outcome-reporter.ts')],
    projects: [
      project('unit'),
      project('behaviours'),
      project('contracts', { testTimeout: 20_000 }),
      project('types', {
        include: [],
        typecheck: {
          enabled: true,
          only: true,
          include: ['test/types/**/*.test.ts'],
          tsconfig: join(root, 'tsconfig.json'),
        },
      }),
      project('architecture', { testTimeout: 60_000, hookTimeout: 60_000 }),
      alone('privacy'),
      alone('security'),
      alone('browser'),
    ],
  },
});

function project(name: string, options: TestOptions = {}): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include: [`test/${name}/**/*.test.ts`], ...options } };
}

/** One file at a time, after the others: these start Chromium and whole gateways, which two cores hold once. */
function alone(name: string): TestProjectInlineConfiguration {
  return project(name, {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What a browser does takes its time where much else is done; a second is nothing.
    expect: { poll: { timeout: 15_000 } },
    maxWorkers: 1,
    sequence: { groupOrder: 1 },
  });
}
