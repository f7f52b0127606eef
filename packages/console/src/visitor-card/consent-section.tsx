import type { ConsentSummary, Purpose, PurposeStatus } from '@handlr/protocol';
import { ClosedEye, OpenEye } from './eye.tsx';
import { countKept, purposesInOrder, purposeWords, statusWords } from './purpose-words.ts';

/** What this visitor lets us keep, at a glance in a row of eyes and then in words. */
export function ConsentSection({ consent }: { consent: ConsentSummary }) {
  const { kept, all } = countKept(consent);
  return (
    <section class="consent" aria-labelledby="consent-title">
      <div class="section-head">
        <h3 id="consent-title" class="section-title">
          What we may keep
        </h3>
        <p class="section-count">
          {kept} of {all}
        </p>
      </div>
      <div class="consent-eyes" aria-hidden="true">
        {purposesInOrder().map((purpose) => (
          <span key={purpose} class={`consent-eye consent-eye-${consent[purpose]}`}>
            {consent[purpose] === 'withheld' ? <ClosedEye /> : <OpenEye />}
          </span>
        ))}
      </div>
      <ul class="purposes">
        {purposesInOrder().map((purpose) => (
          <PurposeRow key={purpose} purpose={purpose} status={consent[purpose]} />
        ))}
      </ul>
    </section>
  );
}

function PurposeRow({ purpose, status }: { purpose: Purpose; status: PurposeStatus }) {
  const { name, withheld } = purposeWords[purpose];
  return (
    <li class={`purpose purpose-${status}`}>
      <span class="purpose-eye" aria-hidden="true">
        {status === 'withheld' ? <ClosedEye /> : <OpenEye />}
      </span>
      <div class="purpose-words">
        <p class="purpose-name">{name}</p>
        {status === 'withheld' && <p class="purpose-reason">{withheld}</p>}
      </div>
      {status !== 'withheld' && <span class="purpose-status">{statusWords(purpose, status)}</span>}
    </li>
  );
}
