import { register } from './register.ts';
import type { Medium } from './register-entry.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What is kept, where, for how long and why, as a Markdown page from the register. */
export function renderStorageTable(): string {
  const rows = register.map((entry) =>
    [
      `\`${entry.id}\``,
      place(entry.medium),
      entry.subject,
      entry.purpose,
      days(entry.lifetimeMs),
      entry.sentence,
      Object.keys(entry.fields).join(', '),
    ].join(' | '),
  );
  return [
    '# What is kept',
    'Generated from the register by `npm run generate`; do not edit. Nothing outside this table can be stored.',
    [
      '| entry | where | about | purpose | at most | in plain words | fields |',
      '|---|---|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n'),
    '',
  ].join('\n\n');
}

function place(medium: Medium): string {
  return medium.kind === 'table'
    ? `gateway, table \`${medium.table}\``
    : `device, ${medium.kind}, \`handlr:<site>:${medium.key}\``;
}

function days(lifetimeMs: number): string {
  const count = lifetimeMs / dayMs;
  return count >= 365 * 50 ? 'contract' : `${count} ${count === 1 ? 'day' : 'days'}`;
}
