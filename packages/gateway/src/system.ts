import { randomBytes } from 'node:crypto';
import type { Clock, Random } from '@handlr/core';

export const systemClock: Clock = { nowMs: () => Date.now() };

export const systemRandom: Random = { bytes: (length) => randomBytes(length) };
