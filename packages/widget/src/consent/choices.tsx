import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { inOrder } from './purpose-order.ts';
import { PurposeSwitch } from './purpose-switch.tsx';
import { ReceiptLinks } from './receipt-links.tsx';

/** A switch for each purpose that something would be kept for. What they decide takes effect before they have moved. */
export function Choices({ model, words }: PrivacyLook) {
  const { consent } = model.handlr;
  if (consent === null || consent.purposes.length === 0) return null;
  const resolution = consent.explain();
  const receipt = consent.receipt();
  return (
    <>
      <h4>{words('privacy.choices')}</h4>
      <div class="choices">
        {inOrder(consent.purposes).map((purpose) => (
          <PurposeSwitch
            key={purpose}
            model={model}
            words={words}
            purpose={purpose}
            resolved={resolution[purpose]}
            onSwitch={(on) =>
              consent.decide({ [purpose]: on ? 'granted' : 'denied' }, { method: 'panel', byName: true })
            }
          />
        ))}
      </div>
      {receipt !== null && <ReceiptLinks receipt={receipt} model={model} words={words} />}
    </>
  );
}
