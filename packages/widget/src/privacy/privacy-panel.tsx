import type { DescribedThing } from '@handlr/sdk';
import { useEffect, useState } from 'preact/hooks';
import type { Look } from '../box/model.ts';
import { Icon } from '../icons/icon.tsx';
import { Confirm } from './confirm.tsx';

/** What is kept, where, until when, and what the visitor can do about it. */
export function PrivacyPanel({ model: { state, handlr, show, texts, times, site } }: Look) {
  const [hasFailed, setFailed] = useState(false);
  const { phase } = state;
  const [kept, setKept] = useState<readonly DescribedThing[]>([]);
  const back = (): void => show('chat');
  useEffect(() => void handlr.keptOnDevice().then(setKept), [state]);

  const endChat = async (): Promise<void> => {
    const { ok } = await handlr.endChat();
    setFailed(!ok);
    if (ok) back();
  };

  return (
    <section class="privacy" aria-labelledby="privacy-title">
      <button type="button" class="quiet" onClick={back}>
        <Icon name="arrowLeft" size={16} />
        {texts('privacy.back')}
      </button>
      <div class="crest" aria-hidden="true">
        <Icon name="shieldCheck" size={28} />
      </div>
      <h3 id="privacy-title" tabIndex={-1}>
        {texts('header.privacy')}
      </h3>
      <p class="lead">{texts('privacy.intro')}</p>

      <h4>{texts('privacy.device')}</h4>
      {kept.length === 0 && <p>{texts('privacy.device.none')}</p>}
      {kept.map(({ entry, expiresAt, sentence }) => (
        <p key={entry}>
          {sentence} <span class="until">{texts('privacy.device.until', { time: times.moment(expiresAt) })}</span>
        </p>
      ))}

      <h4>{texts('privacy.gateway')}</h4>
      {phase === 'none' && <p>{texts('privacy.gateway.before')}</p>}
      <ul>
        <li>{texts('privacy.gateway.messages')}</li>
        <li>{texts('privacy.gateway.chats')}</li>
      </ul>
      <p class="until">{texts('privacy.gateway.days')}</p>

      <h4>{texts('privacy.reading')}</h4>
      <p>{texts('privacy.reading.text', { site: site.name })}</p>

      <div class="actions">
        {phase !== 'none' && phase !== 'ended' && (
          <Confirm
            label={texts('privacy.end')}
            question={texts('privacy.end.sure')}
            cancel={texts('privacy.cancel')}
            onConfirmed={endChat}
          />
        )}
        {hasFailed && <p role="alert">{texts('privacy.end.failed')}</p>}
        {kept.length > 0 && (
          <Confirm
            label={texts('privacy.forget')}
            question={texts('privacy.forget.sure')}
            yes={texts('privacy.forget.yes')}
            cancel={texts('privacy.cancel')}
            onConfirmed={() => handlr.forgetMe().then(back)}
          />
        )}
      </div>
    </section>
  );
}
