import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Composer } from '../composer/composer.tsx';
import { Header } from '../header/header.tsx';
import { PrivacyPlace } from '../privacy/privacy-place.tsx';
import { Transcript } from '../transcript/transcript.tsx';
import { keepFocus } from './keep-focus.ts';
import type { Look } from './model.ts';
import { Notes } from './notes.tsx';

export function Box({ model }: Look) {
  const { site, state, panel, show, texts } = model;
  if (state.box !== 'open') return null;
  return (
    <OpenBox model={model}>
      <Header model={model} />
      {panel !== 'chat' || state.closedUntil ? (
        <PrivacyPlace key={panel} model={model} />
      ) : (
        <>
          <Notes model={model} />
          <Transcript model={model} />
          <div class="checks" />
          <Composer model={model} />
          {site.pin && state.phase !== 'none' && (
            <button type="button" class="quiet" onClick={() => show('email')}>
              {texts('email.leave')}
            </button>
          )}
        </>
      )}
    </OpenBox>
  );
}

function OpenBox({ model, children }: Look & { children: ComponentChildren }) {
  const { handlr, panel, show, site, state, texts, isFullScreen } = model;
  const box = useRef<HTMLDivElement>(null);
  // Asked before what has the focus may go; whoever reads the page meanwhile is left alone, also when the box came back by itself.
  const mayFocus = box.current?.matches(':focus-within') ?? !state.isRestored;

  // Before the next key can arrive: a visitor may press Escape twice in a row.
  useLayoutEffect(() => {
    if (mayFocus) (box.current?.querySelector<HTMLElement>('textarea, #privacy-title') ?? box.current)?.focus();
  }, [panel, state.phase === 'ended']);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && isFullScreen && box.current) keepFocus(event, box.current);
    // An input method closes its own window with Escape.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (panel !== 'chat') show('chat');
    else handlr.minimise();
  };

  return (
    <div
      ref={box}
      class={`box ${site.appearance.position}`}
      role="dialog"
      aria-label={texts('box.label', { site: site.name })}
      aria-modal={isFullScreen}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {children}
    </div>
  );
}
