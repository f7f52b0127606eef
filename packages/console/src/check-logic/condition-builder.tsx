import {
  type CheckFault,
  type Condition,
  type ConditionKind,
  conditionKinds,
  type LeafCondition,
} from '@handlr/protocol';
import X from 'lucide/dist/esm/icons/x.mjs';
import { Icon } from '../look/icon.tsx';
import { FaultLines } from './fault-lines.tsx';
import { Add } from './fields.tsx';
import { conditionNames, freshConditions } from './kind-words.ts';
import { LeafFields } from './leaf-fields.tsx';

type Props<Of extends Condition> = {
  readonly condition: Of;
  readonly path: string;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: Condition, field?: string) => void;
  readonly onRemove?: () => void;
};

const additions = [
  ...conditionKinds.map((kind) => [kind, conditionNames[kind]] as const),
  ['group', 'A group of conditions'] as const,
];

/** The whole condition of a check: a group, whatever it was written as. */
export function ConditionBuilder({ condition, path, ...rest }: Props<Condition>) {
  const group = 'all' in condition || 'any' in condition ? condition : { all: [condition] };
  return (
    <GroupRows
      {...rest}
      condition={group}
      path={group === condition ? path : path}
      isWhole
      isWrapped={group !== condition}
    />
  );
}

type GroupProps = Props<{ readonly all: readonly Condition[] } | { readonly any: readonly Condition[] }> & {
  readonly isWhole?: boolean;
  /** It stands here as a group, and was written as its only part. */
  readonly isWrapped?: boolean;
  readonly isFalse?: boolean;
  readonly onTurn?: () => void;
};

function GroupRows({
  condition,
  path,
  faults,
  onChange,
  onRemove,
  isWhole,
  isWrapped,
  isFalse = false,
  onTurn,
}: GroupProps) {
  const isAll = 'all' in condition;
  const parts = isAll ? condition.all : condition.any;
  const write = (next: readonly Condition[], field?: string): void =>
    onChange(isAll ? { all: next } : { any: next }, field);
  const word = isAll ? 'all' : 'any';
  return (
    <fieldset class={isWhole ? 'check-group check-group-whole' : 'check-group'}>
      <legend class="unseen">{isWhole ? 'When' : 'A group of conditions'}</legend>
      <div class="check-group-head">
        {onTurn !== undefined && <TurnButton isFalse={isFalse} onTurn={onTurn} words={['if', 'if not']} />}
        <select
          class="check-input check-select"
          aria-label="How these are combined"
          value={word}
          onChange={({ currentTarget }) => onChange(currentTarget.value === 'all' ? { all: parts } : { any: parts })}
        >
          <option value="all">all of these hold</option>
          <option value="any">any of these holds</option>
        </select>
        {onRemove !== undefined && <RemoveButton label="Remove this group" onRemove={onRemove} />}
      </div>
      <ul class="check-rows">
        {parts.map((part, at) => (
          <li key={at}>
            <Part
              condition={part}
              path={isWrapped ? path : `${path}.${word}[${at}]`}
              faults={faults}
              onChange={(next, field) =>
                write(
                  parts.map((each, index) => (index === at ? next : each)),
                  field,
                )
              }
              onRemove={() => write(parts.filter((_, index) => index !== at))}
            />
          </li>
        ))}
      </ul>
      <FaultLines faults={faults} path={isWrapped ? '' : path} exact />
      <FaultLines faults={faults} path={isWrapped ? '' : `${path}.${word}`} exact />
      <Add<ConditionKind | 'group'>
        label="Add"
        options={additions}
        onAdd={(kind) => write([...parts, kind === 'group' ? { any: [freshConditions.page] } : freshConditions[kind]])}
      />
    </fieldset>
  );
}

function Part({ condition, path, faults, onChange, onRemove }: Props<Condition>) {
  const isFalse = 'not' in condition;
  const inner = isFalse ? condition.not : condition;
  const innerPath = isFalse ? `${path}.not` : path;
  const rewrap = (next: Condition, field?: string): void => onChange(isFalse ? { not: next } : next, field);
  const turn = (): void => onChange(isFalse ? inner : { not: inner });
  const shared = { path: innerPath, faults, onChange: rewrap, ...(onRemove && { onRemove }) };
  // Two that cancel each other out are shown as they are written.
  if ('not' in inner)
    return <GroupRows {...shared} condition={{ all: [inner] }} isWrapped isFalse={isFalse} onTurn={turn} />;
  if (!('is' in inner)) return <GroupRows {...shared} condition={inner} isFalse={isFalse} onTurn={turn} />;
  return <LeafRow {...shared} condition={inner} isFalse={isFalse} onTurn={turn} />;
}

type LeafProps = Props<LeafCondition> & { readonly isFalse: boolean; readonly onTurn: () => void };

function LeafRow({ condition, path, faults, onChange, onRemove, isFalse, onTurn }: LeafProps) {
  return (
    <div class="check-leaf">
      <div class="check-leaf-head">
        <TurnButton isFalse={isFalse} onTurn={onTurn} words={['if', 'if not']} />
        <span class="check-leaf-name">{conditionNames[condition.is]}</span>
        {onRemove !== undefined && (
          <RemoveButton label={`Remove “${conditionNames[condition.is]}”`} onRemove={onRemove} />
        )}
      </div>
      <LeafFields condition={condition} onChange={(next) => onChange(next, path)} />
      <FaultLines faults={faults} path={path} />
    </div>
  );
}

type TurnProps = { readonly isFalse: boolean; readonly onTurn: () => void; readonly words: readonly [string, string] };

function TurnButton({ isFalse, onTurn, words }: TurnProps) {
  return (
    <button
      type="button"
      class={isFalse ? 'check-turn check-turn-not' : 'check-turn'}
      aria-pressed={isFalse}
      title={isFalse ? 'Let it hold' : 'Let it not hold'}
      onClick={onTurn}
    >
      {words[isFalse ? 1 : 0]}
      <span class="unseen">, turn round</span>
    </button>
  );
}

export function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" class="icon-button check-remove" aria-label={label} title={label} onClick={onRemove}>
      <Icon of={X} />
    </button>
  );
}
