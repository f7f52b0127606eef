export type TextPart = { readonly text: string; readonly href?: string };

// Up to white space, quotes, angle brackets and whatever turns the direction of text around.
const address = /https?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2060-\u2069]+/gi;
const closing = /[.,;:!?'"»”’…)\]}]+$/;

/** Cuts a message into plain text and web addresses. Only http and https are links; everything else stays text. */
export function splitLinks(body: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: found, index } of body.matchAll(address)) {
    const text = trimEnd(found);
    const href = toHref(text);
    if (href === null) continue;
    if (index > end) parts.push({ text: body.slice(end, index) });
    parts.push({ text, href });
    end = index + text.length;
  }
  if (end < body.length) parts.push({ text: body.slice(end) });
  return parts;
}

/** Punctuation after an address belongs to the sentence, but for a bracket that was opened inside. */
function trimEnd(found: string): string {
  const bare = found.replace(closing, '');
  const rest = found.slice(bare.length);
  return rest.startsWith(')') && bare.includes('(') ? `${bare})` : bare;
}

/** Null for what no browser would take for a web address, and for one that hides its host behind a name. */
function toHref(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
