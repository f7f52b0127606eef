/**
 * Whether a text fits a pattern: `*` stands for any run without a slash, `**` for any run, everything else for itself; capitals
 * do not matter. Takes at most text × pattern steps, whatever is written.
 */
export function fitsGlob(pattern: string, text: string): boolean {
  const parts = pattern.toLowerCase().match(/\*\*+|[^]/g) ?? [];
  // Whether what was read of the text fits the first n parts, for each n.
  let fits = [true];
  parts.forEach((part, at) => fits.push(fits[at] === true && part[0] === '*'));
  for (const letter of text.toLowerCase().split('')) {
    const before = fits;
    fits = [false];
    parts.forEach((part, at) => {
      const runsOn = before[at + 1] === true && (part !== '*' || letter !== '/');
      fits.push(part[0] === '*' ? fits[at] === true || runsOn : before[at] === true && part === letter);
    });
  }
  return fits.at(-1) === true;
}

/** A slash at the end of a path makes no difference. */
export function fitsPath(pattern: string, path: string): boolean {
  const bare = path.replace(/\/$/, '');
  return fitsGlob(pattern, bare) || fitsGlob(pattern, `${bare}/`);
}
