import type { Canaries } from '../canaries.ts';
import { controls } from '../controls.ts';
import type { PlaceKind } from '../place.ts';
import type { Channels } from './channel.ts';

const everybody: readonly PlaceKind[] = ['store', 'to-agents', 'to-visitors'];

/** What people mean to say is kept, and goes to those who talk; it still has no business in a log or on a disk of theirs. */
export function messages(canaries: Canaries): Channels {
  canaries.note('visitor’s message', controls.message, [...everybody, 'from-visitors']);
  canaries.note('agent’s reply', controls.reply, everybody);
  return {};
}
