import { type Behaviour, deviceDescriptions, deviceEntryNames, wholeDeviceRegister } from '@handlr/privacy';
import type { Purpose } from '@handlr/protocol';
import { expect } from 'vitest';
import { type Cell, mayBeKept } from './cells.ts';

/*
 * GRD1  At the end of each cell the behaviour's own keys on the device are exactly those that it promises.
 * GRD2  Nothing is on the device for a purpose that the visitor did not allow, and nothing at all where storage is blocked.
 * GRD3  What must be on the wire is there, and what must not is not.
 */

/** What one behaviour promises in each cell, whatever plays the browser. */
export type Promises = {
  readonly word: Behaviour;
  /** How long the visitor stays away in `return after window`: longer than the behaviour remembers. */
  readonly windowMs: number;
  /** The behaviour's own keys on the device at the end, as `local-storage visit-history`. */
  keys(cell: Cell): readonly string[];
  /** Events on the wire since the journey began that must be there, those that must not, and those that must never have been. */
  wire(cell: Cell): {
    readonly seen?: readonly string[];
    readonly unseen?: readonly string[];
    readonly never?: readonly string[];
  };
};

/** The same with hands: `Tab` is a simulated tab, or one of Chromium's. */
export type BehaviourGrid<Tab> = Promises & {
  /** What the visitor does, on a page on which they have decided already. */
  act(tab: Tab): Promise<void>;
  /** What must hold on the page where the journey ended. Rejects where it does not. */
  look(tab: Tab, cell: Cell): Promise<void>;
};

/** What was found at the end of a cell. `kept` as `medium word`. */
export type Found = {
  readonly kept: readonly string[];
  readonly sentSinceJourney: readonly string[];
  readonly sentEver: readonly string[];
};

/** A cell is green by the names of what is stored and sent, and by nothing else. */
export function judge(promises: Promises, cell: Cell, { kept, sentSinceJourney, sentEver }: Found): void {
  const own = new Set(keysOf(({ behaviour }) => behaviour === promises.word));
  expect(kept.filter((key) => own.has(key)).toSorted(), 'its own keys').toEqual([...promises.keys(cell)].toSorted());
  const allowed = new Set(keysOf(({ purpose }) => mayBeKept(cell, purpose)));
  expect(
    kept.filter((key) => !allowed.has(key)),
    'keys that nobody allowed',
  ).toEqual([]);
  const { seen = [], unseen = [], never = [] } = promises.wire(cell);
  expect(sentSinceJourney, 'what is sent').toEqual(expect.arrayContaining([...seen]));
  const wrong = [
    ...sentSinceJourney.filter((name) => unseen.includes(name)),
    ...sentEver.filter((name) => never.includes(name)),
  ];
  expect(wrong, 'what is not sent').toEqual([]);
}

function keysOf(wanted: (entry: { behaviour: Behaviour; purpose: Purpose }) => boolean): string[] {
  return deviceEntryNames.flatMap((name) => {
    const { medium, purpose } = wholeDeviceRegister[name];
    const isWanted = wanted({ behaviour: deviceDescriptions[name].behaviour, purpose });
    return isWanted && medium.kind !== 'table' ? [`${medium.kind} ${medium.key}`] : [];
  });
}
