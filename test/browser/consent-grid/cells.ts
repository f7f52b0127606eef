import type { Say } from '@handlr/privacy';
import { createTestRandom } from '../../support/random.ts';

/** Everything that has a say, and all that it can say in a browser. */
const factors = {
  jurisdiction: ['eu', 'uk'],
  /** What the visitor leaves the switches of "Your privacy" at. */
  widget: ['silent', 'on', 'off'],
  banner: [
    'silent',
    'api grants',
    'api denies',
    'TCF grants',
    'TCF asks',
    'TCF without a vendor',
    'Consent Mode grants',
    'Consent Mode denies',
  ],
  site: ['silent', 'denies history'],
  gpc: ['off', 'on', 'on, may be overridden'],
} as const;

export type Cell = { readonly [Factor in keyof typeof factors]: (typeof factors)[Factor][number] };

/** Of the cells that grant, one in so many. */
const everyGrantedCell = 3;

const names = ['jurisdiction', 'widget', 'banner', 'site', 'gpc'] as const;

/** Cells in which every two words of two factors meet; chosen greedily, the same each time. And some more that grant. */
export function gridCells(): Cell[] {
  const random = createTestRandom(24);
  const candidates = everyCell();
  const uncovered = new Set(candidates.flatMap(pairsOf));
  const cells: Cell[] = [];
  while (uncovered.size > 0) {
    const gain = (cell: Cell): number => pairsOf(cell).filter((pair) => uncovered.has(pair)).length;
    const most = Math.max(...candidates.map(gain));
    const cell = random.pick(candidates.filter((candidate) => gain(candidate) === most));
    for (const pair of pairsOf(cell)) uncovered.delete(pair);
    cells.push(cell);
  }
  // Denials meet in most cells; these see to it that grants are tried as well.
  const granted = candidates.filter((cell) => expectedPurposes(cell).history && !cells.includes(cell));
  return [...cells, ...granted.filter((_, at) => at % everyGrantedCell === 0)];
}

/** The purposes that something on the device is kept for, and whether they are allowed, straight from the design. */
export function expectedPurposes(cell: Cell): { readonly functionality: boolean; readonly history: boolean } {
  return { functionality: isAllowed(cell, 'functionality'), history: isAllowed(cell, 'history') };
}

function isAllowed({ jurisdiction, widget, banner, site, gpc }: Cell, purpose: 'functionality' | 'history'): boolean {
  const isHistory = purpose === 'history';
  if (isHistory && site === 'denies history') return false;
  if (isHistory && (gpc === 'on' || (gpc === 'on, may be overridden' && widget !== 'on'))) return false;
  if (bannerSays(banner) === 'denied' || widget === 'off') return false;
  const needsNone = jurisdiction === 'uk' && purpose === 'functionality';
  return needsNone || widget === 'on' || bannerSays(banner) === 'granted';
}

function bannerSays(banner: Cell['banner']): Say {
  if (banner.endsWith('grants')) return 'granted';
  return banner.endsWith('denies') ? 'denied' : 'silent';
}

function everyCell(): Cell[] {
  const { jurisdiction, widget, banner, site, gpc } = factors;
  return jurisdiction.flatMap((law) =>
    widget.flatMap((switches) =>
      banner.flatMap((said) =>
        site.flatMap((denies) =>
          gpc.map((signal) => ({ jurisdiction: law, widget: switches, banner: said, site: denies, gpc: signal })),
        ),
      ),
    ),
  );
}

function pairsOf(cell: Cell): string[] {
  return names.flatMap((one, at) => names.slice(at + 1).map((other) => `${one}=${cell[one]}, ${other}=${cell[other]}`));
}
