import type { CheckFault, Question } from '@handlr/protocol';
import { RemoveButton } from './condition-builder.tsx';
import { FaultLines } from './fault-lines.tsx';
import { Select, Text, Tick } from './fields.tsx';

type Props = {
  readonly questions: readonly Question[];
  readonly path: string;
  readonly faults: readonly CheckFault[];
  readonly onChange: (next: Question[]) => void;
};

type Choices = NonNullable<Question['choices']>;

/** Questions before the chat, each with its answers and where they lead. */
export function QuestionList({ questions, path, faults, onChange }: Props) {
  return (
    <>
      <ol class="check-questions">
        {questions.map((question, at) => (
          <li key={at} class="check-question">
            <QuestionFields
              question={question}
              questions={questions}
              onChange={(next) => onChange(questions.map((each, index) => (index === at ? next : each)))}
              onRemove={() => onChange(questions.filter((_, index) => index !== at))}
            />
            <FaultLines faults={faults} path={`${path}[${at}]`} />
          </li>
        ))}
      </ol>
      <FaultLines faults={faults} path={path} exact />
      <button
        type="button"
        class="button button-small"
        onClick={() => onChange([...questions, { id: freshId(questions), text: 'And what else?' }])}
      >
        Add a question
      </button>
    </>
  );
}

type FieldsProps = {
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly onChange: (next: Question) => void;
  readonly onRemove: () => void;
};

function QuestionFields({ question, questions, onChange, onRemove }: FieldsProps) {
  const { choices = [] } = question;
  const write = (next: Choices): void => {
    const { choices: _choices, ...rest } = question;
    onChange({ ...rest, ...(next.length > 0 && { choices: next }) });
  };
  const others = questions.filter(({ id }) => id !== question.id);
  return (
    <>
      <div class="check-question-head">
        <Text label="Question" value={question.text} onText={(text) => onChange({ ...question, text })} />
        <RemoveButton label={`Remove question “${question.text}”`} onRemove={onRemove} />
      </div>
      <ul class="check-choices" aria-label="Answers">
        {choices.map((choice, at) => {
          const writeChoice = (next: typeof choice): void =>
            write(choices.map((each, index) => (index === at ? next : each)));
          return (
            <li key={at} class="check-choice">
              <Text label="Answer" value={choice.label} onText={(label) => writeChoice({ ...choice, label })} />
              <NextSelect
                next={choice.next}
                others={others}
                onNext={(next) => {
                  const { next: _next, ...rest } = choice;
                  writeChoice({ ...rest, ...(next !== undefined && { next }) });
                }}
              />
              <Text
                label="Department"
                value={choice.department ?? ''}
                onText={(department) => {
                  const { department: _department, ...rest } = choice;
                  writeChoice({ ...rest, ...(department !== '' && { department }) });
                }}
              />
              <RemoveButton
                label={`Remove answer “${choice.label}”`}
                onRemove={() => write(choices.filter((_, index) => index !== at))}
              />
            </li>
          );
        })}
      </ul>
      <div class="check-question-foot">
        <button
          type="button"
          class="button button-small"
          onClick={() => write([...choices, { label: `Answer ${choices.length + 1}` }])}
        >
          Add an answer
        </button>
        {choices.length === 0 && (
          <NextSelect
            next={question.next}
            others={others}
            onNext={(next) => {
              const { next: _next, ...rest } = question;
              onChange({ ...rest, ...(next !== undefined && { next }) });
            }}
          />
        )}
        <Tick
          label="May be left out"
          checked={question.optional === true}
          onTick={(optional) => onChange({ ...question, optional })}
        />
      </div>
    </>
  );
}

type NextProps = {
  readonly next: string | undefined;
  readonly others: readonly Question[];
  readonly onNext: (next: string | undefined) => void;
};

function NextSelect({ next, others, onNext }: NextProps) {
  return (
    <Select
      label="Goes on with"
      value={next ?? ''}
      options={[['', 'the next question'], ...others.map(({ id, text }) => [id, text] as const), ['end', 'the chat']]}
      onPick={(picked) => onNext(picked === '' ? undefined : picked)}
    />
  );
}

function freshId(questions: readonly Question[]): string {
  let at = questions.length + 1;
  while (questions.some(({ id }) => id === `question-${at}`)) at += 1;
  return `question-${at}`;
}
