import { type ErrorCode, refusal } from '@handlr/protocol';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

export type OnFailed = (error: unknown, route: string) => void;

/** Answers never repeat what was asked: neither the address nor the body, nor an error's own text. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return isCall(request.url)
    ? reply.code(404).send(refusal('not-found'))
    : reply.code(404).type('text/plain').send('Not found\n');
}

export function answerFailure(onFailed: OnFailed) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode !== undefined && error.statusCode < 500 ? error.statusCode : 500;
    if (status === 500) onFailed(error, routePattern(request));
    if (isCall(request.url)) return reply.code(status).send(refusal(codeOf(status)));
    return reply
      .code(status)
      .type('text/plain')
      .send(status === 500 ? 'Something went wrong here\n' : 'Bad request\n');
  };
}

/** The route as it was written, never the address that was asked for. */
export function routePattern(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'none';
}

function isCall(url: string): boolean {
  return url.startsWith('/api/');
}

function codeOf(status: number): ErrorCode {
  return status === 500 ? 'unavailable' : 'invalid';
}
