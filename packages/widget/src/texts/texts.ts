import { english, type TextKey } from './texts.en.ts';

/** Finds a text by its key and puts the values in. */
export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export function createTexts(replacements: Readonly<Record<string, string>> = {}): Texts {
  return (key, values = {}) =>
    (replacements[key] ?? english[key]).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
