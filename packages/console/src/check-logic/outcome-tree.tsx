import { describeLeaf, type Outcome, type Verdict } from '@handlr/core';
import Check from 'lucide/dist/esm/icons/check.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { Icon } from '../look/icon.tsx';
import { ClosedEye } from '../visitor-card/eye.tsx';

const verdictWords = {
  true: 'Holds',
  false: 'Does not hold',
  withheld: 'Withheld: the visitor has not agreed to it',
  unknown: 'Not known yet',
} as const;

/** A condition with the outcome of each of its parts. */
export function OutcomeTree({ outcome }: { outcome: Outcome }) {
  return (
    <ul class="outcomes" aria-label="Outcome of each condition">
      <OutcomeRow outcome={outcome} />
    </ul>
  );
}

function OutcomeRow({ outcome: { condition, verdict, parts } }: { outcome: Outcome }) {
  return (
    <li>
      <span class={`outcome outcome-${verdict}`}>
        <VerdictMark verdict={verdict} />
        <span class="unseen">{verdictWords[`${verdict}`]}: </span>
        <span>{words(condition)}</span>
      </span>
      {parts.length > 0 && (
        <ul>
          {parts.map((part, at) => (
            <OutcomeRow key={at} outcome={part} />
          ))}
        </ul>
      )}
    </li>
  );
}

export function VerdictMark({ verdict }: { verdict: Verdict }) {
  return (
    <span class={`verdict verdict-${verdict}`} title={verdictWords[`${verdict}`]}>
      {verdict === 'withheld' ? (
        <ClosedEye size={14} />
      ) : (
        <Icon of={verdict === true ? Check : verdict === false ? X : Clock} size={14} />
      )}
    </span>
  );
}

function words(condition: Outcome['condition']): string {
  if ('is' in condition) return describeLeaf(condition, false);
  if ('not' in condition) return 'not so that';
  return 'all' in condition ? 'all of these' : 'any of these';
}
