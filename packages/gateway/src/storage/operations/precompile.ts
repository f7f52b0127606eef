import { type Compilable, type RawBuilder, sql } from 'kysely';
import type { Queries } from './tables.ts';

/** Stands in the query for one field of its input. */
export type Parameter<Input> = <Field extends keyof Input & string>(field: Field) => RawBuilder<Input[Field]>;

/** A query that is compiled once: building one costs more than running it. */
export type Precompiled<Input, Row> = (queries: Queries, input: Input) => Promise<readonly Row[]>;

/** `precompile<Input>()((parameter) => query)`; the input's type is given, the row's is found out. */
export function precompile<Input extends object>() {
  return <Row>(build: (parameter: Parameter<Input>) => Compilable<Row>): Precompiled<Input, Row> => {
    const fields = new Map<unknown, keyof Input>();
    const compiled = build((field) => {
      const placeholder = Symbol(field);
      fields.set(placeholder, field);
      return sql`${placeholder}`;
    }).compile();
    return async (queries, input) => {
      const parameters = compiled.parameters.map((value) => {
        const field = fields.get(value);
        return field === undefined ? value : input[field];
      });
      return (await queries.executeQuery<Row>({ ...compiled, parameters })).rows;
    };
  };
}
