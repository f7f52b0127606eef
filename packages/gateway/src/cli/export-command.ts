import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  processingRecord,
  renderProcessingRecord,
  renderStorageTable,
  type SiteFacts,
  storageDisclosure,
} from '@handlr/privacy/register-outputs';
import { requireSite, siteFacts } from '../site/index.ts';
import { systemClock as clock } from '../system.ts';
import { type Command, onlyArgument, UsageError } from './command.ts';
import { withStore } from './open-store.ts';

export const siteExport: Command = {
  usage: 'site export <key> [--to <folder>] [--overwrite]',
  about: 'writes what a client has to hand: processing record (GDPR Art. 30(2)), storage table, storage disclosure',
  async run(args, context) {
    const options = { to: { type: 'string' }, overwrite: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const siteKey = onlyArgument(positionals, siteExport);
    const { to: folder = `${siteKey}-export`, overwrite = false } = values;
    return withStore(context, async ({ store, settings: { hostingCountry }, publicUrl }) => {
      const facts = siteFacts(await requireSite(store, siteKey), { publicUrl, hostingCountry });
      for (const path of await writeFiles(folder, exportedFiles(facts), overwrite)) context.output.line(path);
      for (const text of whatIsMissing(facts)) context.output.note(text);
      return 0;
    });
  },
};

function exportedFiles(facts: SiteFacts): Readonly<Record<string, string>> {
  const record = processingRecord(facts, { nowMs: clock.nowMs() });
  return {
    'processing-record.html': renderProcessingRecord(record),
    'processing-record.json': json(record),
    'storage.html': renderStorageTable(facts),
    'storage.json': json(storageDisclosure(facts)),
  };
}

async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  overwrite: boolean,
): Promise<readonly string[]> {
  const entries = Object.entries(files).map(([name, text]): [string, string] => [join(folder, name), text]);
  const present = entries.map(([path]) => path).filter((path) => existsSync(path));
  if (present.length > 0 && !overwrite) {
    throw new UsageError(
      `These exist already: ${present.join(', ')}. Add --overwrite to replace them, or choose --to.`,
    );
  }
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, text] of entries) await writeFile(path, text, { flag: overwrite ? 'w' : 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`The folder ${folder} cannot be written${code}. Choose another one with --to.`);
  }
  return entries.map(([path]) => path);
}

/** What the record has to say, and nobody said yet. */
function whatIsMissing({ siteKey, processor, contact, hostingCountry }: SiteFacts): readonly string[] {
  return [
    ...(processor === null ? [`Who answers the chats: npx handlr site consent ${siteKey} --processor <name>`] : []),
    ...(contact === null ? [`Whom to ask: npx handlr site consent ${siteKey} --contact <address>`] : []),
    ...(hostingCountry === null ? ['Where the gateway stands: set HANDLR_HOSTING_COUNTRY'] : []),
  ].map((text) => `Not said yet. ${text}`);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
