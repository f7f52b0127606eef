/** The only rule. Longer is better than stranger, so nothing else is demanded (NIST SP 800-63B, 3.1.1.2). */
export const leastPasswordLength = 12;
const strongPasswordLength = 18;

export type PasswordAdvice = {
  /** How many of three bars are lit. */
  readonly bars: 0 | 1 | 2 | 3;
  readonly allowed: boolean;
  readonly words: string;
};

/** @param personal what others know of the agent, such as name and e-mail. */
export function advisePassword(password: string, personal: readonly string[]): PasswordAdvice {
  const length = [...password].length;
  const missing = leastPasswordLength - length;
  if (length === 0) return { bars: 0, allowed: false, words: `At least ${leastPasswordLength} characters.` };
  if (missing > 0)
    return { bars: 1, allowed: false, words: `${missing} more ${missing === 1 ? 'character' : 'characters'}.` };
  if (isRepetitive(password)) return { bars: 1, allowed: true, words: 'Long enough, but it repeats itself.' };
  if (holdsPersonal(password, personal)) {
    return { bars: 1, allowed: true, words: 'Long enough, but your name or e-mail is easy to guess.' };
  }
  if (isFamiliar(password))
    return { bars: 1, allowed: true, words: 'Long enough, but it is one that many people use.' };
  if (length < strongPasswordLength) return { bars: 2, allowed: true, words: 'Good. A few more words make it strong.' };
  return { bars: 3, allowed: true, words: 'Strong.' };
}

function isRepetitive(password: string): boolean {
  const characters = [...password.toLowerCase()];
  if (new Set(characters).size < 5) return true;
  return /^(.{1,4})\1+.{0,3}$/.test(password);
}

function holdsPersonal(password: string, personal: readonly string[]): boolean {
  const folded = password.toLowerCase();
  const words = personal
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3);
  return words.some((word) => folded.includes(word) && folded.length - word.length < leastPasswordLength - 4);
}

const familiar = [
  'password',
  'passw0rd',
  'qwerty',
  'letmein',
  'iloveyou',
  'welcome',
  'administrator',
  '123456',
  'abcdef',
];

function isFamiliar(password: string): boolean {
  const folded = password.toLowerCase();
  return familiar.some((word) => folded.includes(word) && folded.length - word.length < leastPasswordLength - 4);
}
