/**
 * Everything that the log can say. To add an event, add a line; to add a field, name its type here first, and think of who reads
 * logs and for how long they are kept: no address, no text that a person typed, nothing that names a visitor or a chat.
 */
export type LogFields = {
  /** Version of the product. */
  version: string;
  publicUrl: string;
  port: number;
  method: string;
  /** The pattern, never the path. */
  route: string;
  status: number;
  durationMs: number;
  namespace: string;
  siteId: string;
  country: string | null;
  transport: string;
  /** Name of a request of the protocol. */
  event: string;
  /** A refusal's code. */
  code: string;
  /** What became of it, in a word. */
  outcome: string;
};

export type LogField = keyof LogFields;

type EventKind = { readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly fields: readonly LogField[] };

export const logEvents = {
  'gateway-started': { level: 'info', fields: ['version', 'publicUrl', 'port'] },
  'gateway-stopping': { level: 'info', fields: [] },
  'gateway-stopped': { level: 'info', fields: [] },
  'store-failed': { level: 'error', fields: [] },

  'http-request': { level: 'info', fields: ['method', 'route', 'status', 'durationMs'] },
  'request-failed': { level: 'error', fields: ['method', 'route'] },
  'connection-admitted': { level: 'info', fields: ['namespace', 'siteId', 'country', 'transport'] },
  'connection-refused': { level: 'warn', fields: ['namespace', 'code'] },
  'event-refused': { level: 'warn', fields: ['namespace', 'event', 'code'] },
  'event-failed': { level: 'error', fields: ['namespace', 'event'] },
  'contact-opened': { level: 'info', fields: ['siteId', 'outcome'] },
  'heads-failed': { level: 'error', fields: [] },
  'bans-failed': { level: 'error', fields: [] },
} as const satisfies Readonly<Record<string, EventKind>>;

export type LogEventName = keyof typeof logEvents;

type Listed<Name extends LogEventName> = (typeof logEvents)[Name]['fields'][number];

/** What may be said with an event; each field may be left out, and no other may be there. */
export type FieldsOf<Name extends LogEventName> = {
  readonly [Field in LogField]?: Field extends Listed<Name> ? LogFields[Field] : never;
};
