import fc from 'fast-check';

// One seed, so that a run can be repeated; change it to look further.
fc.configureGlobal({ seed: 20261123 });

const text = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet.split('')), minLength, maxLength });
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Any code point, lone surrogates too. */
export const character = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));

export const email = fc
  .tuple(
    text(letters, 1, 8),
    fc.constantFrom('', '.', '+', '_', '-'),
    text(letters, 1, 8),
    fc.constantFrom('example.com', 'posteo.de', 'b.co', 'mail.example.co.uk'),
  )
  .map(([first, separator, second, domain]) => `${first}${separator}${second}@${domain}`);

const random = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length, max: 255 }).map((bytes) => Buffer.from(bytes));

/** 128 bits and more, as sites write them into addresses. A run of equal bytes is no token. */
export const token = fc.oneof(
  random(16).map((bytes) => bytes.toString('hex')),
  random(16)
    .filter((bytes) => new Set(bytes).size > 12)
    .map((bytes) => bytes.toString('base64url')),
  fc.uuid(),
  fc.ulid(),
  fc.tuple(random(32), random(32)).map(([payload, signature]) => {
    const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    return `${header}.${payload.toString('base64url')}.${signature.toString('base64url')}`;
  }),
);

export const longNumber = fc
  .tuple(text('123456789', 6, 16), fc.constantFrom('', '-', ' ', '.'))
  .map(([digits, separator]) => digits.match(/.{1,3}/g)?.join(separator) ?? digits);

/** The ways in which a secret is written into one component of an address. */
export const encodings: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  percent: encodeURIComponent,
  'percent, twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'percent, every byte': (secret) => Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
  base64: (secret) => Buffer.from(secret).toString('base64'),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'base64, percent': (secret) => encodeURIComponent(Buffer.from(secret).toString('base64')),
  hexadecimal: (secret) => Buffer.from(secret).toString('hex'),
};

/** Everything that a reader could undo, until the secret shows. */
export function readings(output: string): string[] {
  const found = [output];
  for (let round = 0; round < 3; round += 1) {
    for (const piece of found.slice()) {
      for (const word of piece.split(/[/.]/)) found.push(Buffer.from(word, 'base64').toString('latin1'));
      try {
        found.push(decodeURIComponent(piece));
      } catch {
        // Nothing more to undo.
      }
    }
    if (round === 0) found.push(...output.split('/').map((word) => Buffer.from(word, 'hex').toString('latin1')));
  }
  return found;
}
