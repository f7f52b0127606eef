import type { CookieSerializeOptions } from '@fastify/cookie';
import { forgetLastMatch } from '../forget-last-match.ts';

export type SessionCookie = {
  readonly name: string;
  readonly attributes: CookieSerializeOptions;
};

/**
 * Over https the `__Host-` prefix binds the cookie to this very host and to TLS (RFC 6265bis §4.1.3.2). Plain http, which only
 * development uses, cannot have it. Without an age it goes when the browser is closed.
 */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? '__Host-handlr-session' : 'handlr-session',
    attributes: { path: '/', httpOnly: true, sameSite: 'strict', secure },
  };
}

/** The session's token in a Cookie header; null when there is none that could be one. */
export function readSessionToken(header: string | undefined, { name }: SessionCookie): string | null {
  const prefix = `${name}=`;
  const pair = header?.split(';').find((part) => part.trimStart().startsWith(prefix));
  const token = pair?.trim().slice(prefix.length);
  const isToken = token !== undefined && /^[A-Za-z0-9_-]{43}$/.test(token);
  forgetLastMatch();
  return isToken ? token : null;
}
