// Bytes of what a page pays, against the budgets. `--json` adds one JSON object as the last line.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBuilt, readManifest } from '../../packages/build/ensure-built.ts';
import type { Bytes, Manifest } from '../../packages/build/manifest.ts';
import { renderLoader } from '../../packages/gateway/src/site/loader-script.ts';
import { packText } from '../../packages/gateway/src/site/packed-text.ts';
import { siteConfiguration } from '../../packages/gateway/src/site/site-configuration.ts';

/** In bytes of brotli. */
const budgets = { loader: 2000, open: 32_000, sealing: 11_500 };

/** A site that says a few things in its own words. */
const exampleSite = {
  siteId: 'site',
  siteKey: 'wrenmarsh-pottery',
  name: 'Wrenmarsh Pottery',
  allowedOrigins: '[]',
  appearance: JSON.stringify({
    accent: '#a34e24',
    position: 'left',
    language: 'en',
    greeting: 'Good morning! Ask us anything about a pot, a parcel or a visit to the workshop.',
  }),
  consent: '{}',
  createdAt: 0,
};

/** What such sites lay down about consent, the one with a banner of its own beside the one without. */
const exampleConsents = {
  own: { processor: 'Harbour Answering Ltd', contact: 'privacy@wrenmarsh-pottery.example' },
  tcf: { ask: 'never', banner: { kind: 'tcf', vendorId: 1234 }, contact: 'privacy@wrenmarsh-pottery.example' },
  'consent-mode': { ask: 'never', banner: { kind: 'consent-mode' }, contact: 'privacy@wrenmarsh-pottery.example' },
};

const root = join(import.meta.dirname, '../..');
await ensureBuilt(['widget'], root);
const manifest = await readManifest(root, 'widget');
if (manifest === undefined) throw new Error('dist/widget has no manifest');

const loaders = await Promise.all(Object.values(exampleConsents).map((consent) => servedLoader(manifest, consent)));
// Of the sites, the one whose visitors pay most.
const loader = loaders.reduce((one, other) => (other.brotli > one.brotli ? other : one));
const widget = entry(manifest, 'widget');
// On top of the loader, and past its budget, for sites that want something done before their visitors act.
const early = total(withImports(manifest, [entry(manifest, 'before-opening')]));
// All that opens the box and sends the first message: the loader, the widget, and whatever loads with it unasked.
const open = total([loader, ...withImports(manifest, [widget])]);
// The field is offered in a chat, and what decides about consent has come with its first message.
const sealing = total(withImports(manifest, sealingFiles(manifest), [widget, lateRegister(manifest)]));
const ok = loader.brotli <= budgets.loader && open.brotli <= budgets.open && sealing.brotli <= budgets.sealing;

console.log(row('', ['raw', 'gzip', 'brotli', 'budget', 'used']));
Object.keys(exampleConsents).forEach((name, at) =>
  console.log(describe(`loader, ${name}`, loaders[at] ?? loader, budgets.loader)),
);
console.log(row('+ checks at once', counts(early)) + '  only where a site has checks that act before opening');
console.log(describe('open', open, budgets.open));
console.log(describe('sealing', sealing, budgets.sealing));
if (!ok) console.log('Over budget.');
if (process.argv.includes('--json')) console.log(JSON.stringify({ ok, loader, open, sealing, early }));
if (!ok) process.exitCode = 1;

function entry({ entries }: Manifest, name: string): string {
  const file = entries[name];
  if (file === undefined) throw new Error(`dist/widget has no entry "${name}"`);
  return file;
}

/** The loader as the gateway sends it, with the configuration of a site in front. */
async function servedLoader(built: Manifest, consent: object): Promise<Bytes> {
  const code = (name: string) => readFile(join(root, 'dist/widget', entry(built, name)), 'utf8');
  const banners = { tcf: await code('tcf'), 'consent-mode': await code('consent-mode') };
  const site = { ...exampleSite, consent: JSON.stringify(consent) };
  const configuration = siteConfiguration(site, {
    publicUrl: 'https://chat.answering-company.example',
    widgetEntry: entry(built, 'widget'),
  });
  const { bodies } = await packText(renderLoader(configuration, await code('loader'), banners));
  return { raw: bodies.identity.length, gzip: bodies.gzip.length, brotli: bodies.br.length };
}

/** What comes when the field for an e-mail address is first shown: the field and what it seals with, and what both bring along. */
function sealingFiles({ files }: Manifest): string[] {
  const found = Object.keys(files).filter((name) => name.startsWith('visitor-email-'));
  if (found.length !== 2) throw new Error('dist/widget has other chunks for the e-mail address than are counted here');
  return found;
}

function lateRegister({ files }: Manifest): string {
  const name = Object.keys(files).find((file) => file.startsWith('register-device-late-'));
  if (name === undefined) throw new Error('dist/widget has no chunk for the late part of the device register');
  return name;
}

function withImports({ files }: Manifest, first: readonly string[], there: readonly string[] = []): Bytes[] {
  const found = new Set(first);
  // A set that grows while it is walked is walked to its end.
  for (const name of found) for (const imported of files[name]?.imports ?? []) found.add(imported);
  return [...found]
    .filter((name) => !there.includes(name))
    .map((name) => {
      const bytes = files[name]?.bytes;
      if (bytes === undefined) throw new Error(`${name} is not in the manifest`);
      return bytes;
    });
}

function total(parts: readonly Bytes[]): Bytes {
  const sum = (unit: keyof Bytes): number => parts.reduce((bytes, part) => bytes + part[unit], 0);
  return { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
}

function describe(name: string, bytes: Bytes, budget: number): string {
  return row(name, [...counts(bytes), budget.toLocaleString('en'), percent(bytes.brotli, budget)]);
}

function counts({ raw, gzip, brotli }: Bytes): string[] {
  return [raw, gzip, brotli].map((bytes) => bytes.toLocaleString('en'));
}

function percent(part: number, whole: number): string {
  return `${Math.round((part / whole) * 100)} %`;
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(22) + cells.map((cell) => cell.padStart(10)).join('');
}
