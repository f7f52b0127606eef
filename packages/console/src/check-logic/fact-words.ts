import type { CheckFacts } from '@handlr/core';

const minuteMs = 60_000;

/** As a field of date and time takes it, by this computer's clock. */
export function localText(atMs: number): string {
  const aheadMs = -new Date(atMs).getTimezoneOffset() * minuteMs;
  return new Date(atMs + aheadMs).toISOString().slice(0, 16);
}

/** Null while it is half typed. */
export function momentOf(text: string): number | null {
  const atMs = new Date(text).getTime();
  return Number.isNaN(atMs) ? null : atMs;
}

export function linesOfValues(values: CheckFacts['values']): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join('\n');
}

/** `plan = pro`, one on each line; what looks like a number or like yes and no is one. */
export function valuesOfLines(text: string): CheckFacts['values'] {
  const pairs = text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [] : [[line.slice(0, at).trim(), valueOf(line.slice(at + 1).trim())] as const];
  });
  return Object.fromEntries(pairs);
}

function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
