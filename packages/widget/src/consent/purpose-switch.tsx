import type { ResolvedPurpose } from '@handlr/privacy';
import type { DecidablePurpose } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { type Hindrance, hindranceOf, isOn } from './hindrance.ts';

type Props = PrivacyLook & {
  readonly purpose: DecidablePurpose;
  readonly resolved: ResolvedPurpose;
  onSwitch(on: boolean): void;
};

/** One purpose, what it means, and why it is off where the visitor cannot turn it on. */
export function PurposeSwitch({ model, words, purpose, resolved, onSwitch }: Props) {
  const [isTold, setTold] = useState(false);
  const on = isOn(resolved);
  const hindrance = hindranceOf(resolved, model.site.consent?.gpcOverride ?? false);
  const isStuck = !on && hindrance !== null;
  const press = (): void => {
    setTold(isStuck);
    if (!isStuck) onSwitch(!on);
  };

  return (
    <div class={isTold && isStuck ? 'choice told' : 'choice'}>
      <h5 id={`name-${purpose}`}>{words(`purpose.${purpose}`)}</h5>
      <button
        type="button"
        role="switch"
        class={isStuck ? 'switch held' : 'switch'}
        aria-checked={on}
        aria-labelledby={`name-${purpose}`}
        aria-describedby={`about-${purpose} why-${purpose}`}
        onClick={press}
      >
        <span class="word" aria-hidden="true">
          {words(on ? 'switch.on' : 'switch.off')}
        </span>
        <span class="track" />
      </button>
      <p id={`about-${purpose}`}>{words(`purpose.${purpose}.about`)}</p>
      <p id={`why-${purpose}`} class="why" role="status">
        {isStuck ? <Why of={hindrance} words={words} isTold={isTold} /> : note(resolved, words)}
      </p>
    </div>
  );
}

/** A switch that stays where it is says who could move it. */
function Why({ of, words, isTold }: Pick<Props, 'words'> & { of: Hindrance; isTold: boolean }) {
  return (
    <>
      {words(`why.${of}`)} {isTold && words(`why.${of}.then`)}
    </>
  );
}

function note({ allowed, basis, settledBy, says }: ResolvedPurpose, words: Props['words']): string | null {
  if (settledBy === null && basis === 'exempt-with-objection') return words('why.unless');
  if (allowed && says.widget === 'silent') return words('why.agreed');
  return says.gpc === 'denied' ? words('why.gpc.may') : null;
}
