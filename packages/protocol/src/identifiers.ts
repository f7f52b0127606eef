import * as v from 'valibot';

const base64url = (length: number) => v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`)));

/** 128 random bits in base64url: chats, messages, agents. */
export const idSchema = base64url(22);

/** 256 random bits in base64url that the visitor's browser makes; whoever holds it is in the chat. Kept only as a hash. */
export const capabilitySchema = base64url(43);

/** The public name of a client website, part of its snippet. */
export const siteKeySchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/));

export const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** Milliseconds since 1970, always by the gateway's clock (clause C14). */
export const timeSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * Text that every store and screen can hold: no NUL (Postgres refuses it), no lone surrogate (it does not survive UTF-8).
 * Length in UTF-16 code units.
 */
export const textSchema = (minLength: number, maxLength: number) =>
  v.pipe(
    v.string(),
    v.minLength(minLength),
    v.maxLength(maxLength),
    v.check((text) => !text.includes('\0') && text.isWellFormed(), 'Text must be well formed'),
  );

/** How each side names a chat: the visitor's site is known from the connection, an agent answers for several. */
export const chatReference = {
  visitor: { chatId: idSchema },
  agent: { siteId: idSchema, chatId: idSchema },
} as const;
