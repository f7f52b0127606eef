import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseEncoding, type Encoding, matchesEtag } from './negotiate.ts';

/** One text, ready to send. */
export type PackedText = { readonly hash: string; readonly bodies: Readonly<Record<Encoding, Buffer>> };

const cacheControl = 'public, max-age=300, stale-while-revalidate=86400';

/** Compresses once, as far as it goes; every visitor is sent the same bytes. */
export async function packText(text: string): Promise<PackedText> {
  const identity = Buffer.from(text);
  const [br, zipped] = await Promise.all([
    promisify(brotliCompress)(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
    promisify(gzip)(identity, { level: 9 }),
  ]);
  const hash = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  return { hash, bodies: { br, gzip: zipped, identity } };
}

/** Packs the text of a name, and keeps it packed for as long as that text stays the same. */
export function createPacker(): (name: string, text: string) => Promise<PackedText> {
  const kept = new Map<string, { readonly text: string; readonly packed: Promise<PackedText> }>();
  return (name, text) => {
    const known = kept.get(name);
    if (known?.text === text) return known.packed;
    const packed = packText(text);
    kept.set(name, { text, packed });
    return packed;
  };
}

/** `vary`: what else the answer hangs on, besides the encoding. */
export function sendPacked(
  request: FastifyRequest,
  reply: FastifyReply,
  { hash, bodies }: PackedText,
  vary: readonly string[] = [],
): FastifyReply {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  // Each encoding is a representation of its own, but the same for everyone: it tells no visitor from another.
  const etag = encoding === 'identity' ? `"${hash}"` : `"${hash}-${encoding}"`;
  reply.headers({ 'cache-control': cacheControl, etag, vary: ['Accept-Encoding', ...vary].join(', ') });
  if (matchesEtag(request.headers['if-none-match'], etag)) return reply.code(304).send();
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  return reply.send(bodies[encoding]);
}
