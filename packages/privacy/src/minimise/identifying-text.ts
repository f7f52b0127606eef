/** Deeper nesting than this is nobody's accident; what is left then holds a `%` and is refused for it. */
const maxDecodings = 8;

/** Undoes percent-encoding until nothing changes. What cannot be decoded is left as it is. */
export function decodeFully(text: string): string {
  try {
    for (let round = 0; round < maxDecodings; round += 1) text = decodeURIComponent(text);
  } catch {}
  return text;
}

// In turn: what slugs do not hold, `@` and `=` above all; dots alone, which would change the path; six digits whatever stands
// between them (telephone, account and card numbers, dates of birth); most of a UUID; texts and words longer than people write.
const unlikeSlug = /[^\p{L}\p{M}\p{N} _.,+'()&!-]|^\.+$|(\p{N}[^\p{L}\p{N}]*){6}|([\da-f]{4}-){3}|.{101}|[a-z\d]{25}/iu;

// Hexadecimal of eight and more; letters and digits of sixteen and more, or of ten when the digits are inside.
const unlikeWord = /^(?=.*\d)([\da-f]{8,}$|.{16})|^(?=.{10}).*[a-z]\d+[a-z]/i;

// Random characters change between lower case, upper case and digits more often than words do.
const changes = /[a-z](?=[A-Z\d])|[A-Z](?=\d|[A-Z][a-z])|\d(?=[A-Za-z])/g;
const maxChanges = 2;

/**
 * Whether text from a web address could single out a person: an e-mail address, a token, a number of theirs.
 * Whatever does not read like a slug of ordinary words counts as such. Expects fully decoded text.
 */
export function mayIdentify(text: string): boolean {
  return (
    unlikeSlug.test(text) ||
    text.split(changes).length > maxChanges + 1 ||
    text.split(/[^a-z\d]/i).some((word) => unlikeWord.test(word) || isEncodedAddress(word))
  );
}

/** Base64 of an e-mail address, which can be too short to look random. */
function isEncodedAddress(word: string): boolean {
  try {
    return /^[ -~]+@[ -~]+$/.test(atob(word));
  } catch {
    return false;
  }
}
