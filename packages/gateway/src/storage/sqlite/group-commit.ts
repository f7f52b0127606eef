import { StoreUnavailableError } from '../unavailable.ts';
import { isFatal, isFault } from './fault.ts';

/** What a group needs of a database. */
export type GroupDatabase = {
  readonly isTransaction: boolean;
  exec(sql: string): void;
};

export type Outcome<Output> =
  | { readonly ok: true; readonly output: Output }
  | { readonly ok: false; readonly error: unknown };

/** `fatal`: what the disk holds is unknown. Nothing may be acknowledged and the writer must stop. */
export type Commit<Output> = { readonly outcomes: readonly Outcome<Output>[]; readonly fatal: boolean };

/**
 * Makes a group of changes durable with one commit. Each stands or falls by itself, but what the machine refuses
 * (disk full, I/O error) refuses them all, and every one may be tried again (C1, C12).
 */
export async function commitGroup<Request, Output>(
  database: GroupDatabase,
  requests: readonly Request[],
  perform: (request: Request) => Promise<Output>,
): Promise<Commit<Output>> {
  try {
    database.exec('BEGIN IMMEDIATE');
    const outcomes: Outcome<Output>[] = [];
    for (const request of requests) outcomes.push(await performAlone(database, () => perform(request)));
    database.exec('COMMIT');
    return { outcomes, fatal: false };
  } catch (error) {
    return refuseAll(database, requests.length, error);
  }
}

/** In a savepoint of its own, so that a failure cannot spoil the neighbours. */
async function performAlone<Output>(database: GroupDatabase, perform: () => Promise<Output>): Promise<Outcome<Output>> {
  database.exec('SAVEPOINT change');
  try {
    const output = await perform();
    database.exec('RELEASE change');
    return { ok: true, output };
  } catch (error) {
    if (isFault(error) || !database.isTransaction) throw error;
    database.exec('ROLLBACK TO change; RELEASE change');
    return { ok: false, error };
  }
}

function refuseAll(database: GroupDatabase, count: number, reason: unknown): Commit<never> {
  const error = new StoreUnavailableError(reason instanceof Error ? reason.message : String(reason), { cause: reason });
  const outcomes = Array.from({ length: count }, () => ({ ok: false, error }) as const);
  const isUndone = rollBack(database);
  return { outcomes, fatal: isFatal(reason) || !isUndone };
}

function rollBack(database: GroupDatabase): boolean {
  try {
    // Some faults end the transaction by themselves.
    if (database.isTransaction) database.exec('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
