import { parseArgs } from 'node:util';

export type Order = {
  /** One JSON object as the last line. */
  readonly json: boolean;
  /** Fewer visitors, one kill: under 45 s. */
  readonly quick: boolean;
  /** Where a leak is planted after the run, so that the scan must find it: a place's name, or `each` for all, one by one. */
  readonly plant: string | null;
};

/** The command was written wrong; the message says how it is written. */
export class OrderError extends Error {
  constructor(problem: string) {
    super(`${problem}\nWrite: npm run leak-scan -- [--quick] [--json] [--plant <place>|each]`);
    this.name = 'OrderError';
  }
}

/** @throws OrderError for a flag that is unknown and for a place that is none of `places` */
export function readOrder(args: readonly string[], places: readonly string[]): Order {
  const { json = false, quick = false, plant = null } = parse(args);
  if (plant !== null && plant !== 'each' && !places.includes(plant)) {
    throw new OrderError(`There is no place "${plant}". Places: ${places.join(', ')}, or each of them in turn: each.`);
  }
  return { json, quick, plant };
}

function parse(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean' }, quick: { type: 'boolean' }, plant: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new OrderError(error instanceof Error ? error.message : 'These arguments cannot be read.');
  }
}
