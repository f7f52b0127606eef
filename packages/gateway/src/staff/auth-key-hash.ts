import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Random } from '@handlr/core';

const stretch = promisify(argon2);
/** OWASP Password Storage Cheat Sheet: 19 MiB, 2 passes, 1 lane. The auth key was stretched in the browser before. */
const cost = { memory: 19 * 1024, passes: 2, parallelism: 1 } as const;
const saltBytes = 16;
const tagBytes = 32;

const phcForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** The slow hash of an auth key (base64url), as a PHC string. */
export async function hashAuthKey(authKey: string, random: Random): Promise<string> {
  const salt = Buffer.from(random.bytes(saltBytes));
  const tag = await stretch('argon2id', {
    message: Buffer.from(authKey, 'base64url'),
    nonce: salt,
    tagLength: tagBytes,
    ...cost,
  });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${toPhc(salt)}$${toPhc(tag)}`;
}

/** Whether the hash is this key's, compared in constant time. False for what is not a PHC string of ours. */
export async function verifyAuthKey(authKey: string, hash: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, expected] = phcForm.exec(hash) ?? [];
  if (salt === undefined || expected === undefined) return false;
  const wanted = Buffer.from(expected, 'base64');
  const tag = await stretch('argon2id', {
    message: Buffer.from(authKey, 'base64url'),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: wanted.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(tag, wanted);
}

/** A hash that no key has, and that takes as long to try: for accounts that do not exist. */
export function decoyHash(random: Random): string {
  const salt = toPhc(Buffer.from(random.bytes(saltBytes)));
  const tag = toPhc(Buffer.from(random.bytes(tagBytes)));
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${salt}$${tag}`;
}

function toPhc(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
