import type { Plugin } from 'rollup';

/*
 * What a page needs of tweetnacl: to seal, to check a signature, and to see that a key is one. The library hangs all that it has on
 * one object, so no bundler can leave anything out of it; its own functions, as they are, stand here under fewer names. A test
 * compares them with the whole library. Lengths are checked by the vault before.
 */
const primitives = /'use strict';([\s\S]*)nacl\.lowlevel = \{/;

const needed = `
export default {
  box: Object.assign(
    (message, nonce, publicKey, secretKey) => {
      const key = new Uint8Array(32);
      crypto_box_beforenm(key, publicKey, secretKey);
      const padded = new Uint8Array(32 + message.length);
      const sealed = new Uint8Array(padded.length);
      padded.set(message, 32);
      crypto_secretbox(sealed, padded, padded.length, nonce, key);
      return sealed.subarray(16);
    },
    {
      keyPair: {
        fromSecretKey(secretKey) {
          const publicKey = new Uint8Array(32);
          crypto_scalarmult_base(publicKey, secretKey);
          return { publicKey, secretKey };
        },
      },
    },
  ),
  scalarMult(scalar, point) {
    const product = new Uint8Array(32);
    crypto_scalarmult(product, scalar, point);
    return product;
  },
  sign: {
    detached: {
      verify(message, signature, publicKey) {
        const signed = new Uint8Array(64 + message.length);
        signed.set(signature);
        signed.set(message, 64);
        return crypto_sign_open(new Uint8Array(signed.length), signed, signed.length, publicKey) >= 0;
      },
    },
  },
};
`;

/** @throws Error when the library does not look as it is expected to */
export function slimNacl(code: string): string {
  const [, kept] = primitives.exec(code) ?? [];
  if (kept === undefined) throw new Error('tweetnacl has changed: look at packages/build/slim-vault.ts');
  return kept + needed;
}

/** Leaves out of the vault's libraries what a page never does: opening, signing, printing for debugging. */
export function slimVault(): Plugin {
  return {
    name: 'slim-vault',
    load(id) {
      // Our input is bytes.
      return id.endsWith('/blakejs/util.js') ? 'module.exports = { normalizeInput: (input) => input };' : null;
    },
    transform(code, id) {
      return id.endsWith('/tweetnacl/nacl.js') ? { code: slimNacl(code), map: null } : null;
    },
  };
}
