import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from '../settings/index.ts';
import { describeError } from './describe-error.ts';
import { type FieldsOf, logEvents, type LogEventName } from './events.ts';

export type Log = {
  /** One line of JSON: the name as `message`, and the event's own fields; any other field is dropped. */
  event<Name extends LogEventName>(name: Name, fields: FieldsOf<Name>): void;
  /** The same, with the error's name, code and stack frames; never its message. */
  error<Name extends LogEventName>(name: Name, error: unknown, fields?: FieldsOf<Name>): void;
};

export type LogOptions = {
  readonly level: LogLevel;
  /** Standard output where none is given. */
  readonly destination?: DestinationStream;
};

const maxValueLength = 200;

/** A log that can hold nothing but what `events.ts` lists. Requests, sockets and records cannot be handed to it. */
export function createLog({ level, destination = process.stdout }: LogOptions): Log {
  const logger = pino(
    {
      level,
      messageKey: 'message',
      // No process id and no host's name.
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    event: (name, fields) => logger[logEvents[name].level](listed(name, fields), name),
    error: (name, error, fields = {}) => logger.error({ ...listed(name, fields), error: describeError(error) }, name),
  };
}

function listed(name: LogEventName, fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = logEvents[name].fields.flatMap((field) => {
    const value = presentable(fields[field]);
    return value === undefined ? [] : [[field, value]];
  });
  return Object.fromEntries(kept);
}

function presentable(value: unknown): string | number | boolean | null | undefined {
  if (typeof value === 'string') return encodeControls(value.slice(0, maxValueLength));
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
}

/** JSON escapes line breaks; this also takes what terminals and viewers act on: other controls, text direction, separators. */
function encodeControls(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
