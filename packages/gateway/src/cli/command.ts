import type { SiteRow } from '@handlr/privacy';
import type { Environment, Settings } from '../settings/index.ts';
import type { Finding } from '../site/index.ts';
import type { Store } from '../storage/index.ts';
import type { SiteKeys } from '../visitor-email/index.ts';

/** Where a command's words go. `line` is the answer itself, `note` is said beside it. */
export type Output = { line(text: string): void; note(text: string): void };

export type CommandContext = { readonly env: Environment; readonly output: Output };

/** `run` resolves with the exit code. Rejects with UsageError or another expected error, whose message is shown alone. */
export type Command = {
  readonly usage: string;
  readonly about: string;
  run(args: readonly string[], context: CommandContext): Promise<number>;
};

/** What a command that works on the store is given. */
export type Opened = {
  readonly store: Store;
  readonly settings: Settings;
  readonly publicUrl: string;
  readonly siteKeys: SiteKeys;
};

/** The command was written wrong; the message says how it is written. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The one argument that a command is about. @throws UsageError */
export function onlyArgument(positionals: readonly string[], { usage }: Pick<Command, 'usage'>): string {
  const [argument, ...others] = positionals;
  if (argument === undefined || others.length > 0) throw new UsageError(`Write: npx handlr ${usage}`);
  return argument;
}

/** Prints findings, one a line, and answers the exit code. */
export function report(findings: readonly Finding[], { line }: Output): number {
  for (const { ok, text, advice } of findings) {
    line(`${ok ? '✓' : '✗'} ${text}`);
    if (!ok && advice !== undefined) line(`    ${advice}`);
  }
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

export function siteLine({ siteKey, name }: SiteRow, origins: readonly string[]): string {
  return `${siteKey}  ${name}  ${origins.join(' ') || '(no origin may embed it)'}`;
}
