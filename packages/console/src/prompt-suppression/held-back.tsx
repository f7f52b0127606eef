import type { PromptVerdict } from '@handlr/core';
import { leftWords, reasonWords } from './prompt-words.ts';

/** Whether a prompt would be shown, and if not, every reason and how long it lasts. */
export function HeldBack({ verdict, nowMs }: { readonly verdict: PromptVerdict; readonly nowMs: number }) {
  if (verdict.may) return <p class="check-hint">Nothing would hold its prompt back.</p>;
  return (
    <div class="held-back">
      <p>The prompt would be held back:</p>
      <ul>
        {verdict.reasons.map(({ reason, untilMs }) => (
          <li key={reason}>
            {reasonWords[reason]}
            {untilMs !== null && `; for another ${leftWords(untilMs - nowMs)}`}
          </li>
        ))}
      </ul>
    </div>
  );
}
