import { needsHistory, leavesOf, worksWithoutHistory } from '@handlr/core';
import { type Check, checkScopes } from '@handlr/protocol';
import { ClosedEye } from '../visitor-card/eye.tsx';
import { ActionBuilder } from './action-builder.tsx';
import type { ChecksEditor } from './checks-editor.ts';
import { ConditionBuilder } from './condition-builder.tsx';
import { FaultLines } from './fault-lines.tsx';
import { Select, Text } from './fields.tsx';
import { scopeNames } from './kind-words.ts';

type Props = { readonly editor: ChecksEditor; readonly check: Check; readonly at: number };

/** One check, to be read from top to bottom: when, then, how often, why. */
export function CheckForm({ editor, check, at }: Props) {
  const faults = editor.faults.value;
  const path = `$.checks[${at}]`;
  const write = (next: Check, field?: string): void => editor.changeCheck(at, next, field);
  const { checks, ...rest } = editor.draft.value;
  return (
    <div class="check-form">
      <Text label="Name" value={check.name} onText={(name) => write({ ...check, name }, `${path}.name`)} />
      <FaultLines faults={faults} path={`${path}.name`} />
      <h2 class="check-part">When</h2>
      <ConditionBuilder
        condition={check.when}
        path={`${path}.when`}
        faults={faults}
        onChange={(when, field) => write({ ...check, when }, field)}
      />
      <h2 class="check-part">Then</h2>
      <ActionBuilder
        then={check.then}
        path={`${path}.then`}
        faults={faults}
        onChange={(then, field) => write({ ...check, then }, field)}
      />
      <h2 class="check-part">How often, and why</h2>
      <Select
        label="It fires"
        value={check.scope}
        options={checkScopes.map((scope) => [scope, scopeNames[scope]] as const)}
        onPick={(scope) => write({ ...check, scope })}
      />
      <ConsentNote check={check} />
      <Text
        label="Why am I seeing this?"
        hint="What the visitor is told; without it, a sentence is made of the conditions."
        value={check.why ?? ''}
        onText={(why) => {
          const { why: _why, ...others } = check;
          write({ ...others, ...(why !== '' && { why }) }, `${path}.why`);
        }}
      />
      <FaultLines faults={faults} path={`${path}.why`} />
      <FaultLines faults={faults} path={`${path}.id`} />
      <button
        type="button"
        class="button button-small check-delete"
        onClick={() => {
          editor.change({ ...rest, checks: checks.filter((_, index) => index !== at) });
          editor.select(checks[at + 1]?.id ?? checks[at - 1]?.id ?? null);
        }}
      >
        Delete this check
      </button>
    </div>
  );
}

/** What it does for visitors who refuse to be remembered. */
function ConsentNote({ check }: { check: Check }) {
  const prompts = check.then.some((action) => action.do === 'prompt');
  const asks = leavesOf(check.when).some(needsHistory);
  const isLong = check.scope === 'visit' || check.scope === 'visitor';
  if (!prompts && !asks && !isLong) return <p class="check-hint">Works for every visitor, whatever they agreed to.</p>;
  const why = isLong
    ? 'that it fired has to be remembered'
    : prompts
      ? 'nobody else is prompted'
      : 'it asks about earlier visits';
  return (
    <p class="check-hint check-consent">
      <ClosedEye size={14} /> {worksWithoutHistory(check) ? 'In part only' : 'Only'} for visitors who agreed to being
      remembered: {why}.
    </p>
  );
}
