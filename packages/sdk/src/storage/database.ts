/** One database of IndexedDB, read and written like a storage, but not at once. */
export type Database = {
  get(key: string): Promise<unknown>;
  /** Text, or what the browser can clone. */
  set(key: string, value: unknown): Promise<void>;
  /** Takes the database away with its last record. */
  remove(key: string): Promise<void>;
};
