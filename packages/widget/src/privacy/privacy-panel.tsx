import type { ErasureReport } from '@handlr/protocol';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Choices } from '../consent/choices.tsx';
import { ErasureReceipt } from '../erasure/erasure-receipt.tsx';
import { Icon } from '../icons/icon.tsx';
import { KeptHere, useKept } from './kept-here.tsx';
import { KeptThere } from './kept-there.tsx';
import { PrivacyActions } from './privacy-actions.tsx';
import type { PrivacyLook } from './privacy-look.ts';

/** What is kept, where, until when, and what the visitor can do about it. */
export function PrivacyPanel({ model, words }: PrivacyLook) {
  const { show, texts } = model;
  const title = useRef<HTMLHeadingElement>(null);
  const [erased, setErased] = useState<ErasureReport | null>(null);
  const kept = useKept(model);

  // It may come late; whoever went on to read the page is left alone.
  useLayoutEffect(() => {
    if (title.current?.closest('.box:focus-within')) title.current.focus();
  }, []);

  return (
    <section class="privacy" aria-labelledby="privacy-title">
      <button type="button" class="quiet" onClick={() => show('chat')}>
        <Icon of={ArrowLeft} size={16} class="back" />
        {words('privacy.back')}
      </button>
      <div class="crest" aria-hidden="true">
        <Icon of={ShieldCheck} size={28} />
      </div>
      <h3 ref={title} id="privacy-title" tabIndex={-1}>
        {texts('header.privacy')}
      </h3>
      <p class="lead">{words('privacy.intro')}</p>
      {erased !== null && <ErasureReceipt model={model} words={words} report={erased} />}
      <Choices model={model} words={words} />
      {kept !== null && (
        <>
          <KeptHere model={model} words={words} kept={kept} />
          <KeptThere model={model} words={words} />
          <PrivacyActions model={model} words={words} hasKept={kept.length > 0} onErased={setErased} />
        </>
      )}
    </section>
  );
}
