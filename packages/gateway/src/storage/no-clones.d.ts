/// <reference types="node" />
// The reference puts Node's declaration before ours; of several the compiler tries the last first.
import type { Admitted } from '@handlr/privacy';

declare global {
  /** A clone of what was admitted is an empty object. Said here, so that the compiler refuses it as the store does. */
  function structuredClone(value: Admitted<unknown>, options?: StructuredSerializeOptions): object;
}
