import type { TextKey } from './texts.en.ts';

/** Finds a text by its key and puts the values in. */
export type Texts<Key extends string = TextKey> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

export function createTexts<Key extends string>(
  english: Readonly<Record<Key, string>>,
  replacements: Readonly<Record<string, string>> = {},
): Texts<Key> {
  return (key, values = {}) =>
    (replacements[key] ?? english[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
