import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string) => ComponentChildren;
};

/** A label, the control that it names, and a word of advice. */
export function Labelled({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div class="check-field">
      <label for={id}>{label}</label>
      {children(id)}
      {hint !== undefined && <p class="check-hint">{hint}</p>}
    </div>
  );
}

// Spread as one of these, because an input's other attributes depend on its type.
const kinds = {
  text: { type: 'text' },
  time: { type: 'time' },
  date: { type: 'date' },
  'datetime-local': { type: 'datetime-local' },
} as const;

type TextProps = {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly lines?: number;
  readonly type?: keyof typeof kinds;
};

export function Text({ label, value, onText, hint, placeholder, lines = 1, type = 'text' }: TextProps) {
  const shared = { class: 'check-input', value, placeholder, autocomplete: 'off' } as const;
  return (
    <Labelled label={label} {...(hint !== undefined && { hint })}>
      {(id) =>
        lines > 1 ? (
          <textarea {...shared} id={id} rows={lines} onInput={(event) => onText(event.currentTarget.value)} />
        ) : (
          <input {...shared} {...kinds[type]} id={id} onInput={(event) => onText(event.currentTarget.value)} />
        )
      }
    </Labelled>
  );
}

type NumberProps = {
  readonly label: string;
  readonly value: number | undefined;
  readonly onNumber: (value: number | undefined) => void;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
};

export function Amount({ label, value, onNumber, min = 0, max = 10_000, unit }: NumberProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <span class="check-amount">
          <input
            id={id}
            class="check-input check-number"
            type="number"
            min={min}
            max={max}
            value={value ?? ''}
            onInput={({ currentTarget }) =>
              onNumber(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)
            }
          />
          {unit !== undefined && <span class="check-unit">{unit}</span>}
        </span>
      )}
    </Labelled>
  );
}

type SelectProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onPick: (value: Value) => void;
};

export function Select<Value extends string>({ label, value, options, onPick }: SelectProps<Value>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          class="check-input check-select"
          value={value}
          onChange={({ currentTarget }) => {
            const picked = options[currentTarget.selectedIndex];
            if (picked !== undefined) onPick(picked[0]);
          }}
        >
          {options.map(([each, words]) => (
            <option key={each} value={each}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

type LinesProps = {
  readonly label: string;
  readonly values: readonly string[];
  readonly onValues: (values: string[]) => void;
  readonly hint?: string;
};

/** One of a list on each line. What is being typed stays as it is typed. */
export function Lines({ label, values, onValues, hint }: LinesProps) {
  const [typed, setTyped] = useState(values.join('\n'));
  const isCurrent = JSON.stringify(linesOf(typed)) === JSON.stringify(values);
  const shown = isCurrent ? typed : values.join('\n');
  return (
    <Text
      label={label}
      value={shown}
      lines={Math.max(2, shown.split('\n').length)}
      {...(hint !== undefined && { hint })}
      onText={(text) => {
        setTyped(text);
        onValues(linesOf(text));
      }}
    />
  );
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

type TickProps = { readonly label: string; readonly checked: boolean; readonly onTick: (checked: boolean) => void };

export function Tick({ label, checked, onTick }: TickProps) {
  return (
    <label class="check-tick">
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
      {label}
    </label>
  );
}

type AddProps<Value extends string> = {
  readonly label: string;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onAdd: (value: Value) => void;
};

/** Chooses and then adds, so that going through the choices by keyboard adds nothing. */
export function Add<Value extends string>({ label, options, onAdd }: AddProps<Value>) {
  const [at, setAt] = useState(0);
  const picked = options[Math.min(at, options.length - 1)];
  if (picked === undefined) return null;
  return (
    <div class="check-add">
      <select
        class="check-input check-select"
        aria-label={label}
        value={picked[0]}
        onChange={({ currentTarget }) => setAt(currentTarget.selectedIndex)}
      >
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
      <button type="button" class="button button-small" onClick={() => onAdd(picked[0])}>
        {label}
      </button>
    </div>
  );
}
