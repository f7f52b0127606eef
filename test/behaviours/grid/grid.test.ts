import { afterAll, beforeAll, describe, test } from 'vitest';
import { judge } from './behaviour-grid.ts';
import { cells, cellWords } from './cells.ts';
import { createGridTable } from './grid-table.ts';
import { simulatedGrids } from './index.ts';
import { playSimulated } from './simulated-browser.ts';

// Simulated time does not wait for a chunk that is loaded for the first time.
beforeAll(() =>
  Promise.all([
    import('../../../packages/sdk/src/consent/start-consent.ts'),
    import('../../../packages/sdk/src/visit-history/visit-history.ts'),
    import('../../../packages/sdk/src/storage/describe-kept.ts'),
  ]),
);

const table = createGridTable('Behaviours, headless');
afterAll(() => console.log(table.draw(simulatedGrids.map(({ word }) => word))));

describe.each(simulatedGrids)('$word', (grid) => {
  test.each(cells.map((cell) => [cellWords(cell), cell] as const))(`GRD1 GRD2 GRD3 ${grid.word}: %s`, (_words, cell) =>
    table.note(grid.word, cell, async () => judge(grid, cell, await playSimulated(grid, cell))),
  );
});
