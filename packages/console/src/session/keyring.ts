/** Holds the wrapping key in memory, and nowhere else: a reload locks it. */
export interface Keyring {
  hold(wrappingKey: Uint8Array): void;
  /** Null while locked. */
  wrappingKey(): Uint8Array | null;
  forget(): void;
}

export function createKeyring(): Keyring {
  let held: Uint8Array | null = null;
  const forget = (): void => {
    held?.fill(0);
    held = null;
  };
  return {
    hold(wrappingKey) {
      forget();
      held = wrappingKey;
    },
    wrappingKey: () => held,
    forget,
  };
}
