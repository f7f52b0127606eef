import { controls } from '../controls.ts';
import type { Layout } from '../layout.ts';
import type { Place, PlaceKind } from '../place.ts';
import { type Recorded, recorded, recordingFile } from '../recordings.ts';
import { filePlace } from './files.ts';

const known: { readonly [What in Recorded]: { readonly kind: PlaceKind; readonly witness: string } } = {
  'http-answers': { kind: 'answers', witness: 'HANDLR_SITE' },
  'visitors-wire': { kind: 'to-visitors', witness: controls.reply },
  'visitors-requests': { kind: 'from-visitors', witness: controls.message },
  'agents-wire': { kind: 'to-agents', witness: controls.message },
  'visitor-storages': { kind: 'visitor-storages', witness: 'capability' },
  'agent-storages': { kind: 'agent-storages', witness: 'handlr-session' },
};

/** What the gateway said, what a visitor's browser said to it, and what pages can read of what they kept. */
export function recordedPlaces({ recordings }: Layout): Place[] {
  return recorded.map((name) => filePlace(recordingFile(recordings, name), { name, ...known[name] }));
}
