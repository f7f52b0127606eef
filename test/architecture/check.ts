import { checkParts, runCheckPart } from './check-parts.ts';

// A developer's smallest machine has two cores.
const atOnce = 2;

const waiting = Object.values(checkParts);
const failed: string[] = [];
await Promise.all(Array.from({ length: atOnce }, work));
console.log(failed.length === 0 ? '\nAll checks passed.' : `\nFailed: ${failed.join(', ')}.`);
if (failed.length > 0) process.exitCode = 1;

async function work(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const startedMs = performance.now();
    const { passed, output } = await runCheckPart(part);
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
    console.log(`\n── ${part.about}: ${passed ? 'passed' : 'FAILED'} (${seconds} s)`);
    if (!passed) failed.push(part.about);
    if (!passed || /\d+ warnings?/.test(output.replace('0 warnings', ''))) console.log(output);
  }
}
