import type { PasswordAdvice } from '../password/password-advice.ts';

/** Three bars and a sentence; the sentence is what counts. */
export function PasswordMeter({ advice: { bars, words } }: { advice: PasswordAdvice }) {
  return (
    <div class="meter">
      <div class={`meter-bars meter-bars-${bars}`} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <p id="password-advice" class="field-advice" aria-live="polite">
        {words} {bars < 2 && 'A few unrelated words are easy to remember and hard to guess.'}
      </p>
    </div>
  );
}
