import type { Look } from '../box/model.ts';
import { usePrivacy } from './use-privacy.ts';

/** "Your privacy", and what stands there until it has come. */
export function PrivacyPlace({ model }: Look) {
  const { place, progress, retry } = usePrivacy(model.panel === 'email' ? 'email' : 'panel', model);
  const { texts } = model;
  const again = ({ currentTarget }: { currentTarget: HTMLElement }): void => {
    // The button goes; what comes takes the focus on from the box.
    currentTarget.closest<HTMLElement>('.box')?.focus();
    retry();
  };
  return (
    <div class="aside">
      <div ref={place} class="aside" />
      {progress === 'slow' && (
        <p class="wait" role="status">
          {texts('privacy.loading')}
        </p>
      )}
      {progress === 'failed' && (
        <div class="wait" role="alert">
          <p>{texts('privacy.failed')}</p>
          <button type="button" class="plain" onClick={again}>
            {texts('delivery.retry')}
          </button>
        </div>
      )}
    </div>
  );
}
