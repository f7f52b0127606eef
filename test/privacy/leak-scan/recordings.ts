import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** What passes by and stays nowhere, written down so that it can be scanned like a file. */
export const recorded = [
  'http-answers',
  'visitors-wire',
  'visitors-requests',
  'agents-wire',
  'visitor-storages',
  'agent-storages',
] as const;
export type Recorded = (typeof recorded)[number];

export type Recordings = { note(what: Recorded, text: string): void };

export function createRecordings(folder: string): Recordings {
  return { note: (what, text) => appendFileSync(recordingFile(folder, what), `${text}\n`) };
}

export function recordingFile(folder: string, what: Recorded): string {
  return join(folder, what);
}
