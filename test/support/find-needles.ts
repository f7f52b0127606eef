/** One way in which a canary could be written down. */
export type Needle = { readonly canary: string; readonly form: string; readonly bytes: Buffer };

export type Hit = { readonly needle: Needle; readonly offset: number };

const prefixBytes = 4;
const hashBits = 18;

/**
 * Finds the first place of each needle, in one pass over the bytes however many needles there are: thousands of forms in tens of
 * megabytes of heap and browser profile would be minutes otherwise. A window of four bytes moves along (Rabin and Karp, 1987).
 * @throws RangeError for a needle of fewer than four bytes, which anything might hold by chance
 */
export function createNeedleFinder(needles: readonly Needle[]): (bytes: Buffer) => Hit[] {
  const byPrefix = new Map<number, Needle[]>();
  const isPrefix = new Uint8Array(1 << hashBits);
  for (const needle of needles) {
    if (needle.bytes.length < prefixBytes) throw new RangeError('A needle has at least four bytes');
    const prefix = needle.bytes.readUInt32BE();
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), needle]);
    isPrefix[hash(prefix)] = 1;
  }

  return (bytes) => {
    const found = new Map<Needle, number>();
    let window = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      window = ((window << 8) | (bytes[at] ?? 0)) >>> 0;
      if (isPrefix[hash(window)] === 1) note(at - prefixBytes + 1);
    }
    return [...found].map(([needle, offset]) => ({ needle, offset }));

    function note(offset: number): void {
      for (const needle of byPrefix.get(window) ?? []) {
        const end = offset + needle.bytes.length;
        if (offset < 0 || found.has(needle) || end > bytes.length) continue;
        if (needle.bytes.compare(bytes, offset, end) === 0) found.set(needle, offset);
      }
    }
  };
}

/** Knuth's multiplicative hash. */
function hash(window: number): number {
  return Math.imul(window, 0x9e3779b1) >>> (32 - hashBits);
}
