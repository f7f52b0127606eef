import { type BanChoices, type BanScope, banScopes } from '@handlr/protocol';
import { scopeWords } from './ban-words.ts';

type Props = {
  readonly scope: BanScope;
  /** Null until the gateway has said what can be banned. */
  readonly choices: BanChoices | null;
  readonly onScope: (scope: BanScope) => void;
};

/** Whom to ban; what cannot be says why. */
export function ScopeChoice({ scope: chosen, choices, onScope }: Props) {
  return (
    <fieldset class="ban-choice">
      <legend class="field-label">Whom</legend>
      {banScopes.map((scope) => {
        const hindrance = hindranceOf(scope, choices);
        return (
          <label key={scope} class="ban-scope" data-off={hindrance !== null}>
            <input
              type="radio"
              name="ban-scope"
              value={scope}
              checked={scope === chosen}
              disabled={hindrance !== null}
              aria-describedby={`ban-about-${scope}`}
              onChange={() => onScope(scope)}
            />
            <span>
              <span class="ban-scope-name">{scopeWords[scope].name}</span>
              <span id={`ban-about-${scope}`} class="ban-scope-about">
                {hindrance ?? scopeWords[scope].about}
              </span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function hindranceOf(scope: BanScope, choices: BanChoices | null): string | null {
  if (scope === 'chat') return null;
  if (choices === null) return 'Looking whether that can be done…';
  if (scope === 'visitor') return choices.visitor ? null : 'Not known: they didn’t agree to be recognised.';
  return choices.network ? null : 'Forgotten: they left more than half an hour ago.';
}
