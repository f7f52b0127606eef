import type { Outcome } from './run-and-scan.ts';
import type { Verdict } from './verdict.ts';

/** For people: what went in, where was looked, and what was found. Never a canary itself. */
export function report({ canaries, scanned, verdict }: Outcome): string {
  const groups = Map.groupBy(canaries, ({ group }) => group);
  const ways = [...groups].map(([name, members]) => {
    const channels = new Set(members.map(({ channel }) => channel));
    return [name, String(channels.size), String(members.length)];
  });
  const places = scanned.map(({ place, files, bytes, leaks, isBlind }) => [
    place,
    String(files),
    bytes.toLocaleString('en'),
    isBlind ? 'blind' : String(leaks.length),
  ]);
  return [
    table(['channels of', 'ways', 'planted'], ways),
    table(['place', 'files', 'bytes', 'found'], places),
    ...verdict.findings.map(({ channel, form, place, file }) => `Found in ${place}: ${channel} (${form}, ${file})`),
    ...verdict.blind.map((place) => `Blind: ${place} does not hold what it must, so nothing is proved of it`),
    ...verdict.missed.map((place) => `Missed: a leak that was planted in ${place}`),
    summary(verdict),
  ].join('\n');
}

function summary({ ok, canaries, places, bytesScanned, planted }: Verdict): string {
  const looked = `${canaries} canaries, ${places} places, ${bytesScanned.toLocaleString('en')} bytes`;
  const proof = planted.length === 0 ? '' : `, ${planted.length} leaks planted`;
  return `${looked}${proof}: ${ok ? 'no leak' : 'NOT CLEAN'}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [...all.map(line), ''].join('\n');
}
