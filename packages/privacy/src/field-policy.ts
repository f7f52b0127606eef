/** What a reducer may look at besides its own value. */
export type Surroundings = {
  /** The record as it was given, before any field was reduced. */
  readonly record: Readonly<Record<string, unknown>>;
  /** The site's public name, which a page title may repeat; '' where none was given. */
  readonly siteName: string;
};

/**
 * What happens to one field of a record on its way through the gate.
 *
 * - `keep`: as it is.
 * - `drop`: never stored; becomes null.
 * - `truncate`: at most `length` UTF-16 code units, never half a character.
 * - `seal`: only as a sealed box of `length` characters of base64url; anything else is refused, for it may be readable.
 * - `reduce`: through a minimiser, which leaves its own output unchanged. Null stays null.
 */
export type FieldPolicy<Value = never> =
  | { readonly kind: 'keep' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'truncate'; readonly length: number }
  | { readonly kind: 'seal'; readonly length: number }
  | { readonly kind: 'reduce'; readonly reduce: (value: Value, surroundings: Surroundings) => Value };

/** Names every field of a record: a forgotten one does not compile. */
export type RecordPolicy<Row> = { readonly [Field in keyof Row]-?: FieldPolicy<Row[Field]> };

export const keep = { kind: 'keep' } as const;
export const drop = { kind: 'drop' } as const;
export const truncate = (length: number) => ({ kind: 'truncate', length }) as const;
export const sealed = (length: number) => ({ kind: 'seal', length }) as const;
export const reduce = <Value>(reducer: (value: Value, surroundings: Surroundings) => Value) =>
  ({ kind: 'reduce', reduce: reducer }) as const;

export function applyFieldPolicy(policy: FieldPolicy<unknown>, value: unknown, surroundings: Surroundings): unknown {
  switch (policy.kind) {
    case 'keep':
      return value;
    case 'drop':
      return null;
    case 'truncate':
      return typeof value === 'string' ? truncateText(value, policy.length) : value;
    case 'seal':
      return requireSealed(value, policy.length);
    case 'reduce':
      return value === null || value === undefined ? value : policy.reduce(value, surroundings);
  }
}

/** Not repeated in the error: it may be what was to be sealed. */
function requireSealed(value: unknown, length: number): string {
  if (typeof value === 'string' && value.length === length && /^[\w-]*$/.test(value)) return value;
  throw new TypeError('Only what was sealed may be kept here');
}

function truncateText(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
