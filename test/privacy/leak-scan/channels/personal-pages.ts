import type { Page } from '@handlr/protocol';
import type { Canaries } from '../canaries.ts';
import type { PlaceKind } from '../place.ts';

/** A page of a shop with somebody in its address, wherever people are found in addresses. Title last. */
export function personalPages(
  canaries: Canaries,
  origin: string,
  where: string,
  keptIn: readonly PlaceKind[] = [],
): readonly Page[] {
  const word = (what: string): string => canaries.word(`${what}, ${where}`, keptIn);
  const email = (what: string): string => `${word(what)}@mail.example`;
  const secret = (what: string): string => canaries.secret(`${what}, ${where}`, keptIn);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const token = (what: string): string => {
    const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const payload = Buffer.from(JSON.stringify({ sub: email(what) })).toString('base64url');
    return `${header}.${payload}.${secret(`signature of ${what}`)}`;
  };
  const paths = [
    `/shop/blue-teapot?email=${email('e-mail in the query')}`,
    `/delivery#token=${secret('token in the fragment')}`,
    `/reset/${token('token in the path')}`,
    `/orders/${encodeURIComponent(encodeURIComponent(email('double-encoded e-mail in the path')))}/receipt`,
    `/unsubscribe/${base64(email('base64 e-mail in the path'))}`,
    `/shop/tide-mug?u=${encodeURIComponent(base64(email('base64 e-mail in the query')))}`,
    `/account/${word('name in the path')}/orders`,
    `/about;jsessionid=${secret('matrix parameter')}`,
  ];
  const title = `Order of ${word('name in the title')}, ${email('e-mail in the title')} · Test shop`;
  return paths.map((path) => ({ url: origin + path, title }));
}
