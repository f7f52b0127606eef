import type { Command } from './commands.ts';

/** The commands that a query means, best first: every word of it begins a word, or at least stands inside. */
export function rankCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = fold(query)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return commands;
  return commands
    .map((command) => ({ command, score: scoreOf(command, words) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ command }) => command);
}

function scoreOf({ label, hint }: Command, words: readonly string[]): number {
  let score = 0;
  for (const word of words) {
    const found = Math.max(3 * standing(fold(label), word), standing(fold(hint), word));
    if (found === 0) return 0;
    score += found;
  }
  return score;
}

/** 3 at the beginning, 2 at the beginning of a word, 1 anywhere, 0 nowhere. */
function standing(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return 3;
  return text.includes(` ${word}`) ? 2 : 1;
}

/** Without case and accents, so that "andre" finds André. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
