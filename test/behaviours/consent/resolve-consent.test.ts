import { resolveConsent } from '@handlr/privacy';
import { describe, expect, test } from 'vitest';
import { everyCell, expected, inputsOf, invariants } from './invariants.ts';

describe('the resolver', () => {
  test.each(Object.entries(invariants))('%s', (_name, holds) => holds(resolveConsent));

  test('CON1 to CON10 in the whole grid: purposes × what each source says × jurisdictions, every combination and not only every pair', () => {
    const cells = everyCell();
    expect(cells.length).toBe(5 * 2 * 2 * 7 * 4 * 2 * 4);
    const wrong = cells.filter(
      (cell) => resolveConsent(inputsOf(cell))[cell.purpose].allowed !== expected(cell).allowed,
    );
    expect(wrong).toEqual([]);
    // Both answers are there, else the grid would say nothing.
    const allowed = cells.filter((cell) => expected(cell).allowed).length;
    expect(allowed).toBeGreaterThan(100);
    expect(cells.length - allowed).toBeGreaterThan(1_000);
  });
});
