import type { IForbiddenRuleType } from 'dependency-cruiser';

/** What each package of ours may import. An arrow includes what stands behind it. */
const mayImport: Record<string, readonly string[]> = {
  protocol: [],
  privacy: ['protocol'],
  core: ['protocol', 'privacy'],
  vault: ['protocol'],
  sdk: ['core', 'vault', 'privacy', 'protocol'],
  widget: ['sdk', 'core', 'vault', 'privacy', 'protocol'],
  gateway: ['core', 'vault', 'privacy', 'protocol'],
  console: ['core', 'vault', 'privacy', 'protocol'],
  build: [],
};

const arrows: IForbiddenRuleType[] = Object.entries(mayImport).map(([name, allowed]) => ({
  name: `${name}-arrows`,
  comment: `${name} may import ${allowed.length === 0 ? 'no package of ours' : `only ${allowed.join(', ')}`}, types included.`,
  severity: 'error',
  from: { path: `^packages/${name}/` },
  to: { path: '^(packages|examples|test)/', pathNot: `^packages/(${[name, ...allowed].join('|')})/` },
}));

/** The rules of dependency-cruiser; `comment` is the reason that a reader is shown. */
export const boundaries: IForbiddenRuleType[] = [
  ...arrows,
  {
    name: 'no-reaching-inside',
    comment: 'A package is entered through its exports, by its name; what is behind them may change any day.',
    severity: 'error',
    from: { path: '^(packages|examples)/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'examples-stand-outside',
    comment: 'Examples show what a client or an operator does, so they see only the packages that these are given.',
    severity: 'error',
    from: { path: '^examples/([^/]+)/' },
    to: { path: '^(packages|examples|test)/', pathNot: '^(packages/(gateway|sdk|widget)|examples/$1)/' },
  },
  {
    name: 'reveal-at-storage-only',
    comment: 'Admitted values are opened by the storage fronts alone; anywhere else is a way round the gate.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: '^packages/(gateway|sdk|console)/src/storage/' },
    to: { path: '^packages/privacy/src/reveal\\.ts$' },
  },
  {
    name: 'database-at-storage-only',
    comment: 'A query elsewhere would pass neither the gate nor the site-first keys.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: '^packages/gateway/src/storage/' },
    to: { path: '(^|:)sqlite$|(^|/)node_modules/(pg|kysely|better-sqlite3)/|^(pg|kysely|better-sqlite3)(/|$)' },
  },
  {
    name: 'device-storage-at-storage-only',
    comment: 'What is kept on a device passes the gate first; only the storage folder stands behind it.',
    severity: 'error',
    from: { path: '^packages/', pathNot: '^packages/(sdk|console)/src/storage/' },
    to: { path: '(^|/)node_modules/idb-keyval/|^idb-keyval(/|$)' },
  },
  {
    name: 'browser-packages-without-node',
    comment: 'These run in a page.',
    severity: 'error',
    from: { path: '^packages/(protocol|privacy|core|vault|sdk|widget|console)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or hide a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere also leads round every other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** Folders named so hold what nobody found a place for. */
export const drawerFolder = /(^|\/)(utils?|helpers?|common|misc|lib)\//;
