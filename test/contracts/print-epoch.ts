// Opens a store, which makes it where it is not there, and prints its epoch.
import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';

const store = await createSqliteStore({ file: process.argv[2] ?? '', onWriter: 'inline' });
process.stdout.write(store.epoch);
await store.close();
