import type { Database } from './database.ts';

/*
 * Records that are not to lie on the device in plain. Each has an AES-GCM key of its own that the browser made, gives to no script
 * (`extractable: false`, W3C Web Cryptography API) and keeps with the record, so that one goes with the other.
 *
 * What that stops: whoever copies or reads storage as text: exports, debugging tools, scripts that send storage elsewhere. What it
 * does not: a script on the page, which may ask the browser to decrypt as we do, and whoever has the whole profile of the browser
 * in their hands, where the browser itself keeps its keys.
 */

/** Of one database, as text. */
export type TextDatabase = Omit<Database, 'get'> & { get(key: string): Promise<string | null> };

type Encrypted = { readonly key: CryptoKey; readonly iv: Uint8Array<ArrayBuffer>; readonly data: ArrayBuffer };

const algorithm = 'AES-GCM';

/** Where the browser has no cryptography, as on pages without TLS, `set` rejects and nothing is kept. */
export function withEncryption(database: Database, isEncrypted: (key: string) => boolean): TextDatabase {
  return {
    async get(key) {
      const value = await database.get(key);
      if (!isEncrypted(key)) return typeof value === 'string' ? value : null;
      const text = isEncryptedRecord(value) ? await decrypt(value) : null;
      // What nobody can read again has no time at which it would go, so it goes now.
      if (text === null && value !== null && value !== undefined) await database.remove(key);
      return text;
    },
    set: async (key, text) => database.set(key, isEncrypted(key) ? await encrypt(String(text)) : text),
    remove: database.remove,
  };
}

async function encrypt(text: string): Promise<Encrypted> {
  const key = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ['encrypt', 'decrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: algorithm, iv }, key, new TextEncoder().encode(text));
  return { key, iv, data };
}

async function decrypt({ key, iv, data }: Encrypted): Promise<string | null> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: algorithm, iv }, key, data));
  } catch {
    // Another browser's, or damaged: of no use to anybody.
    return null;
  }
}

function isEncryptedRecord(value: unknown): value is Encrypted {
  return typeof value === 'object' && value !== null && 'key' in value && 'iv' in value && 'data' in value;
}
