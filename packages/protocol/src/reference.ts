import { toJsonSchema } from '@valibot/to-json-schema';
import type { NoticeContract, RequestContract, Schema } from './contract.ts';
import { agentNotices, agentRequests, visitorNotices, visitorRequests } from './events.ts';
import { limits } from './limits.ts';
import { errorCodes } from './result.ts';
import { staffCalls } from './staff.ts';
import { protocolVersion } from './version.ts';

type Row = [name: string, contract: NoticeContract | RequestContract];

/** The protocol's reference page, in Markdown, from the schemas that the gateway itself parses with. */
export function renderReference(): string {
  return [
    '# Protocol reference',
    `Version ${protocolVersion}. Generated from the schemas by \`npm run generate\`; do not edit.`,
    'Every request is acknowledged with `{ ok: true, value }` or `{ ok: false, error: { code, retryAfterMs? } }`.',
    `Error codes: ${errorCodes.map((code) => `\`${code}\``).join(', ')}.`,
    section('Visitor → gateway', Object.entries(visitorRequests)),
    section('Gateway → visitor', Object.entries(visitorNotices)),
    section('Agent → gateway', Object.entries(agentRequests)),
    section('Gateway → agent', Object.entries(agentNotices)),
    section('Console → gateway, HTTP', Object.entries(staffCalls)),
    '## Limits',
    [
      '| name | value |',
      '|---|---|',
      ...Object.entries(limits).map(([name, value]) => `| \`${name}\` | ${value} |`),
    ].join('\n'),
    '',
  ].join('\n\n');
}

function section(title: string, rows: Row[]): string {
  return [`## ${title}`, ...rows.map(([name, contract]) => describe(name, contract))].join('\n\n');
}

function describe(name: string, contract: NoticeContract | RequestContract): string {
  const reply = 'reply' in contract ? ['Answer:', fence(contract.reply)] : [];
  return [`### \`${name}\``, contract.about, fence(contract.payload), ...reply].join('\n\n');
}

function fence(schema: Schema): string {
  return ['```json', JSON.stringify(jsonSchema(schema), null, 2), '```'].join('\n');
}

// A check such as "well formed" has no word in JSON schema; the sentence beside the event says it.
function jsonSchema(schema: Schema): object {
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, { errorMode: 'ignore' });
  return rest;
}
