import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// A context that is made after the flag was set has the function, whatever the process was started with.
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Bytes of the heap that something still holds on to. */
export function heldBytes(): number {
  if (typeof collect !== 'function') throw new Error('This Node does not expose its garbage collector');
  // What finalisers let go of in the first round goes in the second.
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
