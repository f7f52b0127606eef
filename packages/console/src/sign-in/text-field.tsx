import type { ComponentChildren } from 'preact';

// Spread as one of these, because an input's other attributes depend on its type.
const kinds = {
  text: { type: 'text' },
  email: { type: 'email' },
  password: { type: 'password' },
  // Browsers write to disk what is in a text field, to fill it in again after a restart, unless they are told not to.
  'password-in-view': { type: 'text', autocomplete: 'off' },
} as const;

type Props = {
  readonly id: string;
  readonly label: string;
  readonly type: keyof typeof kinds;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly autocomplete: 'name' | 'username' | 'current-password' | 'new-password';
  readonly maxLength?: number;
  readonly invalid?: boolean;
  readonly describedBy?: string;
  readonly autoFocus?: boolean;
  readonly action?: ComponentChildren;
};

export function TextField({
  id,
  label,
  type,
  value,
  onText,
  action,
  invalid = false,
  describedBy,
  autoFocus = false,
  ...input
}: Props) {
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="field-box">
        <input
          {...input}
          {...kinds[type]}
          id={id}
          class="field-input"
          required
          value={value}
          autofocus={autoFocus}
          ref={autoFocus ? focusOnce : null}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onInput={({ currentTarget }) => onText(currentTarget.value)}
        />
        {action}
      </div>
    </div>
  );
}

const focused = new WeakSet<HTMLElement>();

function focusOnce(element: HTMLInputElement | null): void {
  if (element === null || focused.has(element)) return;
  focused.add(element);
  element.focus();
}
