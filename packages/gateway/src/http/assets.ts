import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { BannerScripts } from '../site/loader-script.ts';
import { StartError } from '../settings/start-error.ts';

const manifestSchema = v.object({
  entries: v.record(v.string(), v.string()),
  files: v.record(v.string(), v.object({ integrity: v.string() })),
});

/** What the build left in one folder of `dist`. */
export type BuiltFolder = {
  readonly folder: string;
  /** From an entry's name to its file. */
  readonly entries: Readonly<Record<string, string>>;
  /** From a file to its `integrity`, `sha384-…`. */
  readonly integrity: Readonly<Record<string, string>>;
};

export type Assets = {
  readonly console: BuiltFolder;
  readonly widget: BuiltFolder;
  /** The built loader's code, what listens to banners, and the file name of the widget's entry chunk. */
  readonly loader: string;
  readonly banners: BannerScripts;
  readonly widgetEntry: string;
};

/** Where the build puts what browsers are sent. */
export const distFolder = join(import.meta.dirname, '../../../../dist');

/**
 * Reads what was built, once, at start.
 * @throws StartError when any of it is missing.
 */
export async function readAssets(folder = distFolder): Promise<Assets> {
  const [widget, console] = await Promise.all([readBuilt(folder, 'widget'), readBuilt(folder, 'console')]);
  const { widget: widgetEntry } = widget.entries;
  if (widgetEntry === undefined) throw notBuilt('widget');
  const [loader, tcf, consentMode, beforeOpening] = await Promise.all([
    readEntry(widget, 'loader'),
    readEntry(widget, 'tcf'),
    readEntry(widget, 'consent-mode'),
    readEntry(widget, 'before-opening'),
  ]);
  return {
    console,
    widget,
    loader,
    banners: { tcf, 'consent-mode': consentMode, 'before-opening': beforeOpening },
    widgetEntry,
  };
}

/** @throws StartError when it was not built. */
export async function readEntry({ folder, entries }: BuiltFolder, name: string): Promise<string> {
  const file = entries[name];
  if (file === undefined) throw notBuilt('widget');
  return readFile(join(folder, file), 'utf8');
}

/** @throws StartError when there is no manifest, or one that is not ours. */
export async function readBuilt(folder: string, name: 'widget' | 'console'): Promise<BuiltFolder> {
  const text = await readFile(join(folder, name, 'manifest.json'), 'utf8').catch(() => null);
  const manifest = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), text);
  if (!manifest.success) throw notBuilt(name);
  const { entries, files } = manifest.output;
  const integrity = Object.fromEntries(Object.entries(files).map(([file, built]) => [file, built.integrity]));
  return { folder: join(folder, name), entries, integrity };
}

function notBuilt(name: string): StartError {
  return new StartError(`The ${name} is not built. Type: npm run build`);
}
