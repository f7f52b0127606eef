export { createSqliteStore, type SqliteStoreOptions } from './create-sqlite-store.ts';
export type * from './store.ts';
export { StorageFileError, StoreUnavailableError } from './unavailable.ts';
