import { type CheckFacts, evaluate, explainCheck, lookAtChecks, nothingFired, type Outcome } from '@handlr/core';
import type { Check, OpeningHours } from '@handlr/protocol';
import { FactsForm } from './facts-form.tsx';
import { actionNames } from './kind-words.ts';
import { OutcomeTree, VerdictMark } from './outcome-tree.tsx';

type Props = {
  readonly check: Check;
  readonly opening: OpeningHours | undefined;
  readonly facts: CheckFacts;
  readonly onFacts: (next: CheckFacts) => void;
};

/** What this check would do for a visitor of whom these facts are so. */
export function Simulator({ check, opening, facts, onFacts }: Props) {
  const outcome = evaluate(check.when, facts, opening);
  return (
    <div class="simulator">
      <FactsForm when={check.when} facts={facts} onFacts={onFacts} />
      <div class="simulator-result" aria-live="polite">
        <Verdict check={check} opening={opening} facts={facts} outcome={outcome} />
        <OutcomeTree outcome={outcome} />
      </div>
    </div>
  );
}

function Verdict({ check, opening, facts, outcome }: Omit<Props, 'onFacts'> & { readonly outcome: Outcome }) {
  const { due } = lookAtChecks({ checks: [check], ...(opening && { opening }) }, facts, nothingFired);
  const done = due.flatMap(({ actions }) => actions.map((action) => actionNames[action.do]));
  const withheld = outcome.verdict === true ? check.then.filter((action) => !due[0]?.actions.includes(action)) : [];
  return (
    <>
      <p class="simulator-verdict">
        <VerdictMark verdict={outcome.verdict} />
        {done.length > 0 ? done.join(', then: ') : 'Nothing happens'}
        {!check.on && ' (once it is on)'}
      </p>
      {withheld.length > 0 && (
        <p class="check-hint">
          Left out, because this visitor has not agreed to being remembered:{' '}
          {withheld.map((action) => actionNames[action.do].toLowerCase()).join(', ')}.
        </p>
      )}
      {done.length > 0 && <p class="check-hint">“{explainCheck(check)}”</p>}
    </>
  );
}
