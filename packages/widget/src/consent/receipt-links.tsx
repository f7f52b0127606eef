import type { ConsentReceipt } from '@handlr/sdk';
import type { PrivacyLook } from '../privacy/privacy-look.ts';
import { DownloadLink } from '../privacy/download-link.tsx';
import { receiptText } from './receipt-text.ts';

export function ReceiptLinks({ receipt, model, words }: PrivacyLook & { receipt: ConsentReceipt }) {
  return (
    <p class="receipt">
      {words('receipt.since', { time: model.times.moment(Date.parse(receipt.decidedAt)) })}
      <span class="downloads">
        <DownloadLink name="consent-receipt.txt" type="text/plain" content={receiptText(receipt, words)}>
          {words('receipt.download')}
        </DownloadLink>
        <DownloadLink name="consent-receipt.json" type="application/json" content={JSON.stringify(receipt, null, 2)}>
          {words('receipt.download.json')}
        </DownloadLink>
      </span>
    </p>
  );
}
