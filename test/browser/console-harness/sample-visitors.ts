import type { LiveVisitor, Message } from '@handlr/protocol';
import { later, newsletter, search } from './sample-histories.ts';
import { colleague, id, sites } from './sample-people.ts';

const paths = [
  ['/shop/blue-teapot', 'Blue teapot'],
  ['/delivery', 'Delivery'],
  ['/', ''],
  ['/shop/blue-teapot-with-two-mugs-and-a-tray-in-the-larger-size', ''],
] as const;
const advertised = { ...newsletter, campaign: null, clickId: 'gclid' };

/** Visitors who agreed and are there now; the first is in a chat of the samples. */
export function createSampleVisitors(count: number, nowMs: number): LiveVisitor[] {
  return Array.from({ length: count }, (_, at) => {
    const [path, title] = paths[at % paths.length] ?? paths[0];
    return {
      siteId: sites[at % 2]?.siteId ?? id('sitewren'),
      presenceId: id(`presence${at}x`),
      page: { url: `https://wrenmarsh.example${path}`, title },
      onPageSince: nowMs - at * 40_000,
      hereSince: nowMs - at * 95_000,
      visits: (at % 7) + 1,
      origin: [newsletter, search, later, advertised, null][at % 5] ?? null,
      country: ['DE', 'GB', null, 'JP'][at % 4] ?? null,
      browser: 'Firefox 130',
      chatId: at === 0 ? id('chatteapot') : null,
    };
  });
}

export function createSampleTranscript(nowMs: number): { epoch: string; headSeq: number; messages: Message[] } {
  const day = 24 * 60 * 60 * 1000;
  const said = (seq: number, sender: Message['sender'], body: string): Message => ({
    seq,
    messageId: id(`earlier${seq}`),
    sender,
    body,
    sentAt: nowMs - 9 * day + seq * 60_000,
  });
  const messages = [
    said(1, { kind: 'visitor' }, 'Hello! Does the blue teapot come in a larger size?'),
    said(
      2,
      { kind: 'agent', ...colleague },
      'It does: https://wrenmarsh.example/shop/blue-teapot\nIt holds 1.4 litres.',
    ),
    said(3, { kind: 'visitor' }, 'Lovely, thank you.'),
  ];
  return { epoch: id('epoch'), headSeq: messages.length, messages };
}
