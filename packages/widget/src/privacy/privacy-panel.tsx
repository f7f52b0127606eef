import type { DescribedThing } from '@handlr/sdk';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import ShieldCheck from 'lucide/dist/esm/icons/shield-check.mjs';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PrivacyLook } from './privacy-look.ts';
import { Icon } from '../icons/icon.tsx';
import { Confirm } from './confirm.tsx';

/** What is kept, where, until when, and what the visitor can do about it. */
export function PrivacyPanel({ model: { state, handlr, show, texts, times, site }, words }: PrivacyLook) {
  const [hasFailed, setFailed] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const { phase } = state;
  const [kept, setKept] = useState<readonly DescribedThing[]>([]);
  const back = (): void => show('chat');
  useEffect(() => void handlr.keptOnDevice().then(setKept), [state]);

  // It may come late; whoever went on to read the page is left alone.
  useLayoutEffect(() => {
    if (title.current?.closest('.box:focus-within')) title.current.focus();
  }, []);

  const endChat = async (): Promise<void> => {
    const { ok } = await handlr.endChat();
    setFailed(!ok);
    if (ok) back();
  };

  return (
    <section class="privacy" aria-labelledby="privacy-title">
      <button type="button" class="quiet" onClick={back}>
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

      <h4>{words('privacy.device')}</h4>
      {kept.length === 0 && <p>{words('privacy.device.none')}</p>}
      {kept.map(({ entry, expiresAt, sentence }) => (
        <p key={entry}>
          {sentence} <span class="until">{words('privacy.device.until', { time: times.moment(expiresAt) })}</span>
        </p>
      ))}

      <h4>{words('privacy.gateway')}</h4>
      {phase === 'none' && <p>{words('privacy.gateway.before')}</p>}
      <ul>
        <li>{words('privacy.gateway.messages')}</li>
        <li>{words('privacy.gateway.chats')}</li>
      </ul>
      <p class="until">{words('privacy.gateway.days')}</p>

      <h4>{words('privacy.reading')}</h4>
      <p>{words('privacy.reading.text', { site: site.name })}</p>

      <div class="actions">
        {phase !== 'none' && phase !== 'ended' && (
          <Confirm
            label={words('privacy.end')}
            question={words('privacy.end.sure')}
            cancel={words('privacy.cancel')}
            onConfirmed={endChat}
          />
        )}
        {hasFailed && <p role="alert">{words('privacy.end.failed')}</p>}
        {kept.length > 0 && (
          <Confirm
            label={words('privacy.forget')}
            question={words('privacy.forget.sure')}
            yes={words('privacy.forget.yes')}
            cancel={words('privacy.cancel')}
            onConfirmed={() => handlr.forgetMe().then(back)}
          />
        )}
      </div>
    </section>
  );
}
