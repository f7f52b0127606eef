import { type ActionKind, actionKinds, type ActionOf, type CheckAction, type CheckFault } from '@handlr/protocol';
import { RemoveButton } from './condition-builder.tsx';
import { FaultLines } from './fault-lines.tsx';
import { Add, Select, Text } from './fields.tsx';
import { actionNames, freshActions } from './kind-words.ts';
import { QuestionList } from './question-list.tsx';

type Props = {
  readonly then: readonly CheckAction[];
  readonly path: string;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: CheckAction[], field?: string) => void;
};

/** What is done, in this order. */
export function ActionBuilder({ then, path, faults, onChange }: Props) {
  const free = actionKinds.filter((kind) => !then.some((action) => action.do === kind));
  return (
    <fieldset class="check-group check-group-whole">
      <legend class="unseen">Then</legend>
      <ul class="check-rows">
        {then.map((action, at) => (
          <li key={action.do} class="check-leaf">
            <div class="check-leaf-head">
              <span class="check-leaf-name">{actionNames[action.do]}</span>
              <RemoveButton
                label={`Remove “${actionNames[action.do]}”`}
                onRemove={() => onChange(then.filter((_, index) => index !== at))}
              />
            </div>
            <ActionFields
              action={action}
              path={`${path}[${at}]`}
              faults={faults}
              onChange={(next) =>
                onChange(
                  then.map((each, index) => (index === at ? next : each)),
                  `${path}[${at}]`,
                )
              }
            />
            <FaultLines
              faults={faults.filter(({ path: place }) => place !== `${path}[${at}].campaign`)}
              path={`${path}[${at}]`}
              exact={action.do === 'ask'}
            />
          </li>
        ))}
      </ul>
      <FaultLines faults={faults} path={path} exact />
      <Add<ActionKind>
        label="Add"
        options={free.map((kind) => [kind, actionNames[kind]] as const)}
        onAdd={(kind) => onChange([...then, freshActions[kind]])}
      />
    </fieldset>
  );
}

type FieldsProps = {
  readonly action: CheckAction;
  readonly path: string;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: CheckAction) => void;
};

function ActionFields({ action, path, faults, onChange }: FieldsProps) {
  switch (action.do) {
    case 'prompt':
      return <PromptFields action={action} path={path} faults={faults} onChange={onChange} />;
    case 'department':
      return (
        <Text
          label="Department"
          value={action.department}
          onText={(department) => onChange({ ...action, department })}
        />
      );
    case 'language':
      return (
        <Text
          label="Language"
          hint="Written as en or pt-BR"
          value={action.language}
          onText={(language) => onChange({ ...action, language })}
        />
      );
    case 'ask':
      return (
        <QuestionList
          questions={action.questions}
          path={`${path}.questions`}
          faults={faults}
          onChange={(questions) => onChange({ ...action, questions })}
        />
      );
    case 'offline-form':
      return (
        <Text
          label="What stands above it"
          lines={2}
          value={action.text ?? ''}
          onText={(text) => onChange({ do: 'offline-form', ...(text !== '' && { text }) })}
        />
      );
    case 'open':
    case 'hide':
      return null;
  }
}

type PromptProps = FieldsProps & { readonly action: ActionOf<'prompt'> };

function PromptFields({ action, path, faults, onChange }: PromptProps) {
  const { choices = [] } = action;
  const writeChoices = (next: NonNullable<ActionOf<'prompt'>['choices']>): void => {
    const { choices: _choices, ...rest } = action;
    onChange({ ...rest, ...(next.length > 0 && { choices: next }) });
  };
  return (
    <>
      <Text label="What it says" lines={2} value={action.text} onText={(text) => onChange({ ...action, text })} />
      <Text
        label="Who speaks"
        placeholder="The site’s name"
        value={action.from ?? ''}
        onText={(from) => {
          const { from: _from, ...rest } = action;
          onChange({ ...rest, ...(from !== '' && { from }) });
        }}
      />
      <Text
        label="Campaign"
        hint="Prompts of one campaign count together towards its cap, which stands under Automatic prompts."
        placeholder="This check alone"
        value={action.campaign ?? ''}
        onText={(campaign) => {
          const { campaign: _campaign, ...rest } = action;
          onChange({ ...rest, ...(campaign !== '' && { campaign }) });
        }}
      />
      <FaultLines faults={faults} path={`${path}.campaign`} />
      <ul class="check-choices" aria-label="Buttons">
        {choices.map((choice, at) => {
          const write = (next: typeof choice): void =>
            writeChoices(choices.map((each, index) => (index === at ? next : each)));
          return (
            <li key={at} class="check-choice">
              <Text label="Button" value={choice.label} onText={(label) => write({ ...choice, label })} />
              <Select
                label="It"
                value={choice.then}
                options={[
                  ['chat', 'opens the chat'],
                  ['offline-form', 'shows the offline form'],
                  ['close', 'closes the prompt'],
                ]}
                onPick={(then) => write({ ...choice, then })}
              />
              {choice.then === 'chat' && (
                <Text
                  label="And says for the visitor"
                  value={choice.message ?? ''}
                  onText={(message) => {
                    const { message: _message, ...rest } = choice;
                    write({ ...rest, ...(message !== '' && { message }) });
                  }}
                />
              )}
              <RemoveButton
                label={`Remove button “${choice.label}”`}
                onRemove={() => writeChoices(choices.filter((_, index) => index !== at))}
              />
            </li>
          );
        })}
      </ul>
      <button
        type="button"
        class="button button-small"
        onClick={() => writeChoices([...choices, { label: `Button ${choices.length + 1}`, then: 'chat' }])}
      >
        Add a button
      </button>
    </>
  );
}
