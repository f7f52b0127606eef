#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const oldestNode = 24;

if (Number.parseInt(process.versions.node) < oldestNode) {
  process.exitCode = runOnOwnNode();
} else {
  // Only now: an older Node cannot even load what is behind this.
  const { runCommand } = await import('./cli/index.ts');
  const output = { line: (text: string) => console.log(text), note: (text: string) => console.error(text) };
  process.exitCode = await runCommand(process.argv.slice(2), { env: process.env, output });
}

/** The project brings the Node that it needs; `npx handlr` finds it, another way of starting may not. */
function runOnOwnNode(): number {
  const node = join(import.meta.dirname, '../../../node_modules/.bin/node');
  if (process.env['HANDLR_RESTARTED'] !== undefined || !existsSync(node)) {
    console.error(
      `Node ${process.versions.node} is too old; Handlr Chat needs ${oldestNode}. Type: npm ci && npx handlr`,
    );
    return 1;
  }
  const env = { ...process.env, HANDLR_RESTARTED: '1' };
  return spawnSync(node, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit', env }).status ?? 1;
}
