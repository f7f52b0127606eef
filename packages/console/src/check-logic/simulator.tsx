import { type CheckFacts, evaluate, explainCheck, lookAtChecks, nothingFired, type Outcome } from '@handlr/core';
import type { ActionOf, Check, CheckAction, SiteChecks } from '@handlr/protocol';
import { PastForm } from '../prompt-suppression/past-form.tsx';
import { type PromptPast, verdictOf } from '../prompt-suppression/prompt-past.ts';
import { HeldBack } from '../prompt-suppression/held-back.tsx';
import { FactsForm } from './facts-form.tsx';
import { actionNames } from './kind-words.ts';
import { OutcomeTree, VerdictMark } from './outcome-tree.tsx';

type Props = {
  readonly check: Check;
  readonly site: SiteChecks;
  readonly facts: CheckFacts;
  readonly past: PromptPast;
  readonly onFacts: (next: CheckFacts) => void;
  readonly onPast: (next: PromptPast) => void;
};

/** What this check would do for a visitor of whom these facts are so. */
export function Simulator({ check, site, facts, past, onFacts, onPast }: Props) {
  const outcome = evaluate(check.when, facts, site.opening);
  const prompts = check.then.some(isPrompt);
  return (
    <div class="simulator">
      <FactsForm when={check.when} facts={facts} onFacts={onFacts} />
      {prompts && <PastForm past={past} onPast={onPast} />}
      <div class="simulator-result" aria-live="polite">
        <Verdict check={check} site={site} facts={facts} past={past} outcome={outcome} />
        <OutcomeTree outcome={outcome} />
      </div>
    </div>
  );
}

type VerdictProps = Omit<Props, 'onFacts' | 'onPast'> & { readonly outcome: Outcome };

function Verdict({ check, site, facts, past, outcome }: VerdictProps) {
  const { opening, prompts = {} } = site;
  const { due } = lookAtChecks({ checks: [check], ...(opening && { opening }) }, facts, nothingFired);
  const actions = due.flatMap((each) => each.actions);
  const prompt = check.then.find(isPrompt);
  const held = prompt === undefined ? null : verdictOf(past, prompts, facts, prompt.campaign ?? check.id);
  // A check whose prompt is held back waits as a whole.
  const waits = held?.may === false && actions.some(isPrompt);
  const done = waits ? [] : actions.map((action) => actionNames[action.do]);
  const withheld = outcome.verdict === true ? check.then.filter((action) => !actions.includes(action)) : [];
  return (
    <>
      <p class="simulator-verdict">
        <VerdictMark verdict={waits ? false : outcome.verdict} />
        {done.length > 0 ? done.join(', then: ') : waits ? 'Nothing yet' : 'Nothing happens'}
        {!check.on && ' (once it is on)'}
      </p>
      {held !== null && <HeldBack verdict={held} nowMs={facts.nowMs} />}
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

function isPrompt(action: CheckAction): action is ActionOf<'prompt'> {
  return action.do === 'prompt';
}
