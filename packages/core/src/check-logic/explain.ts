import type { ServedCheck } from '@handlr/protocol';

/** Why a check fired, for the visitor: the site's own sentence, or one made of the condition. */
export function explainCheck(check: Pick<ServedCheck, 'when' | 'why'>): string {
  return check.why ?? 'You see this because of where you are on this site.';
}
