export { createLog, type Log, type LogOptions } from './create-log.ts';
export type { FieldsOf, LogEventName, LogFields } from './events.ts';
