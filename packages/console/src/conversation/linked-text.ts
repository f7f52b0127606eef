export type TextPart = { readonly text: string; readonly address: string | null };

const webAddress = /https?:\/\/[^\s<>"'`]+/gi;
/** Punctuation that ends a sentence rather than an address. */
const trailing = /[.,;:!?)\]}»”’]+$/;

/** Splits a message at its web addresses. Only http and https are ever made links. */
export function splitLinks(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(webAddress)) {
    const address = match[0].replace(trailing, '');
    if (!URL.canParse(address)) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index), address: null });
    parts.push({ text: address, address });
    from = match.index + address.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), address: null });
  return parts;
}
