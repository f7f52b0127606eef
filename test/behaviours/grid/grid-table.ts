import { type Cell, consentStates, journeys } from './cells.ts';

/** Gathers how cells ended, and draws them as a table: a line for each behaviour and journey. */
export function createGridTable(title: string) {
  const outcomes = new Map<string, 'passed' | 'failed'>();
  const keyOf = (word: string, { journey, consent }: Cell): string => `${word}/${journey}/${consent}`;
  return {
    /** Runs a cell, and notes how it ended. */
    async note(word: string, cell: Cell, play: () => Promise<void>): Promise<void> {
      outcomes.set(keyOf(word, cell), 'failed');
      await play();
      outcomes.set(keyOf(word, cell), 'passed');
    },
    draw(words: readonly string[]): string {
      const head = ['behaviour', 'journey', ...consentStates];
      const rows = words.flatMap((word) =>
        journeys.map((journey) => [
          word,
          journey,
          ...consentStates.map((consent) => marks[outcomes.get(keyOf(word, { journey, consent })) ?? 'not played']),
        ]),
      );
      const widths = head.map((cell, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? cell).length)));
      const line = (row: readonly string[]): string => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ');
      const passed = [...outcomes.values()].filter((outcome) => outcome === 'passed').length;
      return [`${title}: ${passed} of ${outcomes.size} cells are green`, line(head), ...rows.map(line)].join('\n');
    },
  };
}

const marks = { passed: '✓', failed: '✗', 'not played': '·' } as const;
