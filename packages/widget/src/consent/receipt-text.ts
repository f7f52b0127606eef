import type { ConsentReceipt } from '@handlr/sdk';
import { decidablePurposes } from '@handlr/protocol';
import type { PrivacyLook } from '../privacy/privacy-look.ts';

type Words = PrivacyLook['words'];

/** The receipt for people. What is for machines holds the same; neither holds an identifier. */
export function receiptText(receipt: ConsentReceipt, words: Words): string {
  const { controller, processor, contact, decidedAt, method, policyVersion, language, jurisdiction } = receipt;
  const decided = decidablePurposes.flatMap((purpose) => {
    const choice = receipt.purposes[purpose];
    return choice === undefined ? [] : [`- ${words(`purpose.${purpose}`)}: ${words(`choice.${choice}`)}`];
  });
  const about: [label: string, value: string | null][] = [
    [words('receipt.controller'), controller],
    [words('receipt.processor'), processor],
    [words('receipt.contact'), contact],
    [words('receipt.decided'), decidedAt],
    [
      words('receipt.method'),
      words(method === 'dialog' || method === 'panel' ? `receipt.method.${method}` : 'receipt.method.site'),
    ],
    [words('receipt.policy'), `${policyVersion} (${jurisdiction.toUpperCase()}, ${language})`],
  ];
  const lines = about.flatMap(([label, value]) => (value === null ? [] : [`${label}: ${value}`]));
  return [words('receipt.title'), '', ...lines, '', ...decided, '', receipt.howToWithdraw, ''].join('\n');
}
