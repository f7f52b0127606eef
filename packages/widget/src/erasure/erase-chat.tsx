import { type ErasureReport, refusal } from '@handlr/protocol';
import { useState } from 'preact/hooks';
import { Confirm } from '../privacy/confirm.tsx';
import type { PrivacyLook } from '../privacy/privacy-look.ts';

type Props = PrivacyLook & { onErased(report: ErasureReport): void };

/** Asks once more, then has the chat erased with those who answer, and here. */
export function EraseChat({ model, words, onErased }: Props) {
  const { handlr } = model;
  const [progress, setProgress] = useState<'none' | 'erasing' | 'failed'>('none');
  const erase = async (): Promise<void> => {
    setProgress('erasing');
    // What does it may not have come either.
    const answer = await handlr.eraseChat().catch(() => refusal('unavailable'));
    setProgress(answer.ok ? 'none' : 'failed');
    if (answer.ok) onErased(answer.value);
  };
  return (
    <>
      <Confirm
        label={words('privacy.erase')}
        question={words('privacy.erase.sure')}
        yes={words('privacy.erase.yes')}
        cancel={words('privacy.cancel')}
        busy={words('privacy.erase.busy')}
        onConfirmed={erase}
      />
      {progress === 'failed' && <p role="alert">{words('privacy.erase.failed')}</p>}
    </>
  );
}
