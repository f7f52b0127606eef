declare module 'blakejs/blake2b.js' {
  const blake: {
    blake2b(input: Uint8Array, key: Uint8Array | undefined, outputBytes: number): Uint8Array;
  };
  export default blake;
}
