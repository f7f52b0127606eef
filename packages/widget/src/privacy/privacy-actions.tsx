import type { ErasureReport } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import { EraseChat } from '../erasure/erase-chat.tsx';
import { Confirm } from './confirm.tsx';
import type { PrivacyLook } from './privacy-look.ts';

type Props = PrivacyLook & { readonly hasKept: boolean; onErased(report: ErasureReport): void };

export function PrivacyActions({ model, words, hasKept, onErased }: Props) {
  const { state, handlr, show } = model;
  const { phase } = state;
  const [hasFailed, setFailed] = useState(false);
  const back = (): void => show('chat');

  const endChat = async (): Promise<void> => {
    const { ok } = await handlr.endChat();
    setFailed(!ok);
    if (ok) back();
  };

  return (
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
      {phase !== 'none' && <EraseChat model={model} words={words} onErased={onErased} />}
      {hasKept && (
        <Confirm
          label={words('privacy.forget')}
          question={words('privacy.forget.sure')}
          yes={words('privacy.forget.yes')}
          cancel={words('privacy.cancel')}
          onConfirmed={() => handlr.forgetMe().then(back)}
        />
      )}
    </div>
  );
}
