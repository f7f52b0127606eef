import * as core from '@handlr/core';
import { test } from 'vitest';
import { invariants } from './invariants.ts';

test.each(Object.entries(invariants))('%s', { timeout: 60_000 }, (_name, holds) => holds(core));
