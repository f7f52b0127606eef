import type { DecidablePurpose } from '@handlr/protocol';

const order: readonly DecidablePurpose[] = ['history', 'contact', 'location', 'functionality', 'statistics'];

/** What matters most to a visitor comes first. */
export function inOrder(purposes: readonly DecidablePurpose[]): DecidablePurpose[] {
  return order.filter((purpose) => purposes.includes(purpose));
}
