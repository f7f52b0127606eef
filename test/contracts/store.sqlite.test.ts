import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';
import { testStore } from './store-contract.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const { newFile } = useTemporaryFolder();

testStore('SQLite, a file and a writer thread', () => createSqliteStore({ file: newFile() }));
testStore('SQLite, a file, inline', () => createSqliteStore({ file: newFile(), onWriter: 'inline' }));
testStore('SQLite in memory', () => createSqliteStore({ file: ':memory:', onWriter: 'inline' }));
