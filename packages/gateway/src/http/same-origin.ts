import { refusal } from '@handlr/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The console's calls come from the console's own page, as JSON. A browser cannot lie about either from another page,
 * so this is the wall against cross-site posts; the session cookie's SameSite is a second one.
 */
export function requireSameOrigin(publicUrl: () => string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | void> => {
    const { origin, 'content-type': contentType } = request.headers;
    const isJson = contentType !== undefined && /^application\/json\s*(?:;|$)/i.test(contentType);
    if (origin === new URL(publicUrl()).origin && isJson) return;
    return reply.code(403).send(refusal('forbidden'));
  };
}
