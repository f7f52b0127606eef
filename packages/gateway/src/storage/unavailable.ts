/** The write was not made, and may succeed later, unchanged: disk full, an I/O error, a store that is closed or failed (C12). */
export class StoreUnavailableError extends Error {
  readonly retryable = true;

  constructor(reason: string, options?: ErrorOptions) {
    super(`The store is unavailable: ${reason}`, options);
    this.name = 'StoreUnavailableError';
  }
}

/** The database file cannot be used at all; the message says what to do about it. */
export class StorageFileError extends Error {
  constructor(file: string, trouble: string, options?: ErrorOptions) {
    super(`The database ${file} ${trouble}`, options);
    this.name = 'StorageFileError';
  }
}
