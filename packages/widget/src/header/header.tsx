import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import Minus from 'lucide/dist/esm/icons/minus.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { useArrange } from '../box-state/use-arrange.ts';
import type { Look } from '../box/model.ts';
import { Icon } from '../icons/icon.tsx';

export function Header({ model }: Look) {
  const { state, panel, show, handlr, texts, site } = model;
  const { phase, agentName } = state;
  const stateKey = phase === 'starting' ? 'state.waiting' : (`state.${phase}` as const);
  const isPrivacyOpen = panel === 'privacy';
  return (
    <div class="header" {...useArrange(model)}>
      <span class="avatar" aria-hidden="true">
        {initial(agentName ?? site.name)}
      </span>
      <div class="who">
        <h2 class="site" dir="auto">
          {site.name}
        </h2>
        <p class={`state ${phase}`} role="status">
          <bdi>{texts(stateKey, { agent: agentName ?? texts('transcript.somebody') })}</bdi>
        </p>
      </div>
      <span class="arrange" />
      <button
        type="button"
        class="tool shield"
        aria-label={texts('header.privacy')}
        aria-pressed={isPrivacyOpen}
        title={texts('header.privacy')}
        onClick={() => show(isPrivacyOpen ? 'chat' : 'privacy')}
      >
        <Icon of={ShieldCheck} />
      </button>
      <button
        type="button"
        class="tool minimise"
        aria-label={texts('header.minimise')}
        title={texts('header.minimise')}
        onClick={handlr.minimise}
      >
        <Icon of={Minus} />
      </button>
      <button
        type="button"
        class="tool"
        aria-label={texts('header.close')}
        title={texts('header.close')}
        onClick={handlr.close}
      >
        <Icon of={X} />
      </button>
    </div>
  );
}

/** The first character, of however many code units. */
function initial(name: string): string {
  return [...name.trim().toUpperCase()][0] ?? '';
}
