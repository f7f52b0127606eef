import { lengths } from './ban-words.ts';

type Props = {
  readonly legend?: string;
  readonly forMs: number | null;
  readonly onLength: (forMs: number) => void;
};

export function LengthChoice({ legend = 'For how long', forMs: chosen, onLength }: Props) {
  return (
    <fieldset class="ban-choice">
      <legend class="field-label">{legend}</legend>
      <div class="ban-lengths">
        {lengths.map(({ forMs, words }) => (
          <label key={forMs} class="ban-length">
            <input
              type="radio"
              name="ban-length"
              value={forMs}
              checked={forMs === chosen}
              onChange={() => onLength(forMs)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
