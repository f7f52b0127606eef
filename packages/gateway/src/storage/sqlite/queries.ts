import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Queries, Tables } from '../operations/tables.ts';

/** Texts of queries differ only by how many sites they name, so this is never reached in earnest. */
const cachedStatements = 200;

/** Kysely over `node:sqlite`, with statements prepared once. Closing the database is its opener's affair. */
export function createQueries(database: DatabaseSync): Queries {
  return new Kysely<Tables>({ dialect: createDialect(database), plugins: [new CamelCasePlugin()] });
}

/** The same without our tables and names, as migrations see it. */
export function createBareQueries(database: DatabaseSync): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: createDialect(database) });
}

function createDialect(database: DatabaseSync): SqliteDialect {
  const statements = new Map<string, ReturnType<typeof adapt>>();
  return new SqliteDialect({
    database: {
      close: () => {},
      prepare: (sql) => {
        const known = statements.get(sql);
        if (known !== undefined) return known;
        if (statements.size >= cachedStatements) statements.clear();
        const statement = adapt(database.prepare(sql));
        statements.set(sql, statement);
        return statement;
      },
    },
  });
}

function adapt(statement: StatementSync) {
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...parameters.map(sqlValue)),
    run: (parameters: readonly unknown[]) => statement.run(...parameters.map(sqlValue)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...parameters.map(sqlValue)),
  };
}

function sqlValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`A column holds text, a number or null, not ${typeof value}`);
}
