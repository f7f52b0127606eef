/** One database of IndexedDB, read and written like a storage, but not at once. */
export type Database = {
  get(key: string): Promise<string | null>;
  set(key: string, text: string): Promise<void>;
  /** Takes the database away with its last record. */
  remove(key: string): Promise<void>;
};
