import { useState } from 'preact/hooks';
import { Labelled } from '../check-logic/fields.tsx';
import { minutesOfUnit, type Unit, unitOf, units } from './prompt-words.ts';

type Props = {
  readonly label: string;
  readonly hint?: string;
  /** Undefined: nothing is written, and the field says what that means. */
  readonly minutes: number | undefined;
  /** What counts when nothing is written. */
  readonly otherwise: number | null;
  readonly onMinutes: (minutes: number | undefined) => void;
};

/** A span of time in the unit that says it most plainly. */
export function Duration({ label, hint, minutes, otherwise, onMinutes }: Props) {
  const [picked, setPicked] = useState<Unit | null>(null);
  const unit = picked ?? unitOf(minutes ?? otherwise ?? 1);
  const per = minutesOfUnit[unit];
  const write = (count: number, by: number): void => onMinutes(Number((count * by).toFixed(6)));
  return (
    <Labelled label={label} {...(hint !== undefined && { hint })}>
      {(id) => (
        <span class="check-amount">
          <input
            id={id}
            class="check-input check-number"
            type="number"
            min={0}
            step="any"
            value={minutes === undefined ? '' : Number((minutes / per).toFixed(3))}
            placeholder={otherwise === null ? 'never' : String(Number((otherwise / per).toFixed(3)))}
            onInput={({ currentTarget }) => {
              setPicked(unit);
              if (currentTarget.value === '') onMinutes(undefined);
              else write(currentTarget.valueAsNumber, per);
            }}
          />
          <select
            class="check-input check-select"
            aria-label={`${label}: unit`}
            value={unit}
            onChange={({ currentTarget }) => {
              const next = units[currentTarget.selectedIndex] ?? unit;
              setPicked(next);
              if (minutes !== undefined) write(minutes / per, minutesOfUnit[next]);
            }}
          >
            {units.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </span>
      )}
    </Labelled>
  );
}
