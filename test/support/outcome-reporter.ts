import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, TestRunEndReason } from 'vitest/node';

export type Outcome = { readonly passed: number; readonly failed: number };

/** Where `npm test` asks for the count; without it the reporter says nothing. */
export const outcomePathVariable = 'HANDLR_TEST_OUTCOME';

/** Counts what vitest ran. A test that did not run, a file that did not load and an error outside every test are failures. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[], reason: TestRunEndReason): void {
    const path = process.env[outcomePathVariable];
    if (path === undefined) return;
    const named = modules.some(({ project }) => project.globalConfig.testNamePattern !== undefined);
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.ok() && test.result().state === 'passed').length;
    // With -t the tests of other names are left out on purpose.
    const leftOut = named ? tests.filter((test) => test.result().state === 'skipped').length : 0;
    const brokenModules = modules.filter((module) => module.errors().length > 0).length;
    const interrupted = reason === 'interrupted' ? 1 : 0;
    const failed = tests.length - passed - leftOut + brokenModules + unhandledErrors.length + interrupted;
    const outcome: Outcome = { passed, failed };
    writeFileSync(path, JSON.stringify(outcome));
  }
}
