import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createByteScan, textNeedles } from '../../support/byte-scan.ts';
import type { Canary } from './canaries.ts';
import type { Place } from './place.ts';

/** Never the canary itself: what is printed is itself a log. */
export type Leak = {
  readonly channel: string;
  readonly form: string;
  readonly place: string;
  /** Its name alone: where the scan ran is nobody's business. */
  readonly file: string;
};

export type Scanned = {
  readonly place: string;
  readonly files: number;
  readonly bytes: number;
  readonly leaks: readonly Leak[];
  /** Its witness was not seen: it is not what it is taken for. */
  readonly isBlind: boolean;
};

/** Looks into one place for everything that does not belong there. */
export async function scanPlace(place: Place, canaries: readonly Canary[]): Promise<Scanned> {
  const strangers = canaries.filter(({ keptIn }) => !keptIn.includes(place.kind));
  const channelOf = new Map(strangers.map(({ value, channel }) => [value, channel]));
  const witnesses = place.witness === null ? [] : textNeedles(place.witness);
  const needles = strangers.flatMap((canary) => canary.needles);
  const scan = createByteScan([...needles, ...witnesses].filter(({ bytes }) => bytes.length >= place.fewestBytes));

  const leaks: Leak[] = [];
  let isBlind = place.witness !== null;
  let bytes = 0;
  const files = await place.files();
  for (const file of files) {
    const content = await readFile(file);
    bytes += content.length;
    for (const { canary, form } of scan(place.name, content)) {
      const channel = channelOf.get(canary);
      if (channel !== undefined) leaks.push({ channel, form, place: place.name, file: basename(file) });
      if (canary === place.witness) isBlind = false;
    }
  }
  return { place: place.name, files: files.length, bytes, leaks, isBlind };
}
