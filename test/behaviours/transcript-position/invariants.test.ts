import * as core from '@handlr/core';
import { test } from 'vitest';
import { invariants, tryJourneys } from './invariants.ts';

const sequences = 1_000;

test.each(Object.entries(invariants))(
  '%s, in a thousand journeys',
  (_name, holds) => tryJourneys(core, holds, sequences),
  60_000,
);
