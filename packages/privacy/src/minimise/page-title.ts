/** UTF-16 code units of a minimised title. */
export const minimisedTitleLength = 80;

const words = /([\p{L}\p{N}][\p{L}\p{M}\p{N}]*)/u;
const joiner = /^,? ?[-–—|·:&+/]? ?$/;

/**
 * A page title reduced to the words that the minimised address of the page and the site's own name say already, so that
 * a name or an e-mail address in it can never pass. At most 80 UTF-16 code units; '' when nothing remains.
 */
export function minimisePageTitle(title: string, minimisedUrl: string, siteName: string): string {
  const path = minimisedUrl.split('/').slice(3);
  const known = new Set([...path, siteName].join(' ').split(words).map(fold));
  let kept = '';
  let gap = '';
  for (const part of title.split(words)) {
    if (!words.test(part)) gap = part;
    else if (known.has(fold(part))) {
      const longer = kept + (kept && (joiner.test(gap) ? gap : ' ')) + part;
      if (longer.length > minimisedTitleLength) break;
      kept = longer;
    }
  }
  return kept;
}

/** One form for upper and lower case, with and without accents, singular and English plural. */
function fold(text: string): string {
  return text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/(.)s$/, '$1');
}
