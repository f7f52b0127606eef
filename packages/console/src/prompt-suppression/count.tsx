import { Labelled } from '../check-logic/fields.tsx';

type Props = {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly value: number | undefined;
  /** What counts when nothing is written. */
  readonly otherwise: number;
  readonly onValue: (value: number | undefined) => void;
};

export function Count({ label, unit, min, max, value, otherwise, onValue }: Props) {
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
            placeholder={String(otherwise)}
            onInput={({ currentTarget }) =>
              onValue(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)
            }
          />
          <span class="check-unit">{unit}</span>
        </span>
      )}
    </Labelled>
  );
}
