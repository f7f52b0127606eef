import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { CheckFault } from '@handlr/protocol';
import { type Command, onlyArgument, type Output, UsageError } from '../cli/command.ts';
import { withStore } from '../cli/open-store.ts';
import { requireSite } from '../site/index.ts';
import { systemClock as clock } from '../system.ts';
import { createSiteChecks } from './site-checks.ts';
import { tryChecks } from './try-checks.ts';

export const siteChecks: Command = {
  usage: 'site checks <key> [--show | --set <file.json> | --try <facts.json>]',
  about: 'shows a site’s checks as JSON, replaces them by a file’s, or tells what they would do by a file’s facts',
  async run(args, context) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { show: { type: 'boolean' }, set: { type: 'string' }, try: { type: 'string' } },
    });
    const siteKey = onlyArgument(positionals, siteChecks);
    if (Object.keys(values).length > 1) throw new UsageError(`Write: npx handlr ${siteChecks.usage}`);
    const input = await readJson(values.set ?? values.try);
    return withStore(context, async ({ store }) => {
      const { siteId } = await requireSite(store, siteKey);
      const keeper = createSiteChecks({ store, clock });
      const { revision, checks } = await keeper.read(siteId);
      if (values.try !== undefined) {
        for (const line of tryChecks(checks, input, clock.nowMs())) context.output.line(line);
        return 0;
      }
      if (values.set === undefined) {
        context.output.line(JSON.stringify(checks, null, 2));
        return 0;
      }
      const saving = await keeper.save(siteId, revision, input);
      if (saving.outcome === 'conflict') throw new UsageError('Somebody saved at the same time. Try again.');
      if (saving.outcome === 'faulty') return reportFaults(saving.faults, context.output);
      context.output.line(`Saved. Browsers have it within five minutes.`);
      return 0;
    });
  },
};

function reportFaults(faults: readonly CheckFault[], { line }: Output): number {
  for (const { path, text, suggestion } of faults) {
    line(`✗ ${path}: ${text}`);
    line(`    ${suggestion}`);
  }
  line('Nothing was saved.');
  return 1;
}

/** @throws UsageError when the file cannot be read or is not JSON. */
async function readJson(file: string | undefined): Promise<unknown> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${file} cannot be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}
