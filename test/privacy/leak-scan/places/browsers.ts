import type { Layout } from '../layout.ts';
import { longForms, type Place } from '../place.ts';
import { folderPlace } from './files.ts';

/** What whole browsers left on their disks: history, caches, sessions, and every site's storage. */
export function browserPlaces(layout: Layout): Place[] {
  return (['visitor-profile', 'agent-profile'] as const).map((name) =>
    folderPlace([layout[name]], { name, kind: name, witness: 'SQLite format 3', fewestBytes: longForms }),
  );
}
