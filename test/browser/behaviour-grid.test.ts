import { afterAll, describe, expect, test } from 'vitest';
import { judge } from '../behaviours/grid/behaviour-grid.ts';
import { type Cell, cellWords, consentStates, journeys } from '../behaviours/grid/cells.ts';
import { createGridTable } from '../behaviours/grid/grid-table.ts';
import { simulatedGrids } from '../behaviours/grid/index.ts';
import { playInChromium } from './behaviour-grid/chromium-browser.ts';
import { chromiumGrids } from './behaviour-grid/index.ts';
import { useConsentSites } from './consent-grid/consent-site.ts';

const sites = useConsentSites();
const table = createGridTable('Behaviours, in Chromium');
afterAll(() => console.log(table.draw(chromiumGrids.map(({ word }) => word))));

/** Every behaviour meets every journey and every decision, and every journey meets every decision. */
const cover = chromiumGrids.map((grid, at) => ({ grid, cells: cellsOf(at) }));

test('GRD3 the cover has every pair, and every behaviour of the headless grid', () => {
  expect(new Set(chromiumGrids.map(({ word }) => word))).toEqual(new Set(simulatedGrids.map(({ word }) => word)));
  const scenarios = cover.flatMap(({ grid, cells }) => cells.map((cell) => ({ word: grid.word, ...cell })));
  expect(scenarios.length).toBeLessThanOrEqual(120);
  const pairs = (one: keyof (typeof scenarios)[number], other: keyof (typeof scenarios)[number]): number =>
    new Set(scenarios.map((scenario) => `${scenario[one]}/${scenario[other]}`)).size;
  expect(pairs('word', 'journey')).toBe(chromiumGrids.length * journeys.length);
  expect(pairs('word', 'consent')).toBe(chromiumGrids.length * consentStates.length);
  if (chromiumGrids.length >= consentStates.length) {
    expect(pairs('journey', 'consent')).toBe(journeys.length * consentStates.length);
  }
});

describe.each(cover)('$grid.word', ({ grid, cells }) => {
  test.each(cells.map((cell) => [cellWords(cell), cell] as const))(`GRD1 GRD2 GRD3 ${grid.word}: %s`, (_words, cell) =>
    table.note(grid.word, cell, async () => judge(grid, cell, await playInChromium(sites, grid, cell))),
  );
});

function cellsOf(behaviourAt: number): Cell[] {
  return journeys.flatMap((journey, journeyAt) => {
    const consent = consentStates[(behaviourAt + journeyAt) % consentStates.length];
    return consent === undefined ? [] : [{ journey, consent }];
  });
}
