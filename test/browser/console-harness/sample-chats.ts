import type { ChatSummary, ConsentSummary, Message, Sender } from '@handlr/protocol';
import { colleague, id, profile, sites } from './sample-people.ts';

/* Realistic chats: long and short, of several scripts, in every state. Times are minutes before now. */

const nothingGranted: ConsentSummary = {
  service: 'exempt',
  security: 'exempt',
  functionality: 'withheld',
  history: 'withheld',
  contact: 'withheld',
  location: 'withheld',
  statistics: 'withheld',
};

export type SampleChat = { summary: ChatSummary; messages: Message[] };
type Line = readonly [who: 'v' | 'me' | 'sam', minutesAgo: number, body: string];
type Sketch = {
  readonly name: string | null;
  readonly site: number;
  readonly page: readonly [path: string, title: string];
  readonly country: string | null;
  readonly browser: string;
  readonly opening?: ChatSummary['opening'];
  readonly state: ChatSummary['state'];
  readonly agent: 'me' | 'sam' | null;
  readonly openedMinutesAgo: number;
  readonly present: boolean;
  readonly hasEmail?: boolean;
  readonly consent?: Partial<ConsentSummary>;
  readonly readByMe: number;
  readonly readByVisitor: number;
  readonly lines: readonly Line[];
};

const long =
  'Hello! I ordered the blue teapot with two mugs on Thursday and paid extra for the gift wrapping, but the confirmation only lists the teapot. Could you check whether the mugs are in the parcel as well? It is for my mother’s birthday on Saturday, so if anything is missing I would rather know now than when she opens it. The order number should be WM-20481, and this is where I found it: https://wrenmarsh.example/orders/WM-20481?ref=confirmation-mail. Thank you!';

const sketches: Readonly<Record<string, Sketch>> = {
  teapot: {
    name: 'Nora Whitfield',
    site: 0,
    page: ['/shop/blue-teapot', 'Blue teapot'],
    country: 'GB',
    browser: 'Firefox 144',
    state: 'active',
    agent: 'me',
    openedMinutesAgo: 21,
    present: true,
    hasEmail: true,
    consent: { history: 'granted', functionality: 'granted' },
    readByMe: 6,
    readByVisitor: 6,
    lines: [
      ['v', 20.5, long],
      ['me', 18, 'Hi Nora, thank you for writing. I’m looking at WM-20481 now.'],
      [
        'me',
        17,
        'Good news: the two mugs are in the parcel, wrapped together with the teapot. They were left off the mail by mistake; I’m sorry for the worry.',
      ],
      ['v', 15, 'Oh that is a relief 😊'],
      ['v', 14.8, 'Is there any chance it arrives before Saturday?'],
      [
        'me',
        13,
        'It left us this morning and is planned for Friday. If it isn’t with you by Friday noon, write here and I’ll sort it out.',
      ],
      ['v', 1.2, 'Wonderful. And could I change the card to say “Happy 70th, Mum”?'],
    ],
  },
  fjord: {
    name: null,
    site: 1,
    page: ['/reisen/lofoten-im-winter', 'Lofoten im Winter'],
    country: 'DE',
    browser: 'Chrome 142',
    opening: {
      department: 'returns',
      language: 'de',
      promptedBy: 'shipping-help',
      answers: [
        { question: 'What is it about?', answer: 'A parcel' },
        { question: 'Do you have an order number at hand?', answer: 'WM-20481' },
      ],
    },
    state: 'waiting',
    agent: null,
    openedMinutesAgo: 4.3,
    present: true,
    readByMe: 0,
    readByVisitor: 0,
    lines: [
      ['v', 4.2, 'Guten Tag, sind im Februar noch Plätze für zwei Personen frei?'],
      ['v', 3.5, 'Wir würden gern mit dem Nachtzug anreisen.'],
    ],
  },
  probate: {
    name: 'Ángel Núñez-Fernández de la Peña y Valdeolivas',
    site: 2,
    page: ['/services/probate', 'Probate and estate administration: what happens next, and what it costs'],
    country: 'ES',
    browser: 'Safari 19',
    state: 'waiting',
    agent: null,
    openedMinutesAgo: 0.6,
    present: true,
    consent: { functionality: 'exempt', statistics: 'exempt' },
    readByMe: 0,
    readByVisitor: 0,
    lines: [['v', 0.5, 'Do I need an appointment for a first question about my aunt’s will?']],
  },
  arabic: {
    name: 'ليلى الحسيني',
    site: 1,
    page: ['/reisen/marrakesch', 'Marrakesch'],
    country: 'MA',
    browser: 'Chrome 141',
    state: 'active',
    agent: 'me',
    openedMinutesAgo: 64,
    present: false,
    readByMe: 3,
    readByVisitor: 3,
    lines: [
      ['v', 63, 'مرحبا، هل الفندق قريب من المدينة القديمة؟'],
      ['me', 61, 'مرحبا ليلى! نعم، يبعد عشر دقائق سيرا على الأقدام.'],
      ['v', 60, 'شكرا جزيلا، سأفكر في الأمر.'],
    ],
  },
  japanese: {
    name: '山田 花子',
    site: 0,
    page: ['/shop/tide-mug', 'Tide mug'],
    country: 'JP',
    browser: 'Safari 19',
    state: 'active',
    agent: 'sam',
    openedMinutesAgo: 12,
    present: true,
    consent: {
      history: 'granted',
      location: 'granted',
      contact: 'granted',
      functionality: 'granted',
      statistics: 'granted',
    },
    readByMe: 2,
    readByVisitor: 2,
    lines: [
      ['v', 11, '日本への発送は可能ですか？'],
      ['sam', 10, 'はい、可能です。送料は約2,800円です。'],
      ['v', 9, 'ありがとうございます！'],
    ],
  },
  thousand: {
    name: 'Priya',
    site: 2,
    page: ['/contact', 'Contact'],
    country: 'IN',
    browser: 'Edge 142',
    state: 'active',
    agent: 'sam',
    openedMinutesAgo: 1500,
    present: true,
    readByMe: 1000,
    readByVisitor: 990,
    lines: [],
  },
  silent: {
    name: null,
    site: 0,
    page: ['/delivery', 'Delivery'],
    country: null,
    browser: '',
    state: 'waiting',
    agent: null,
    openedMinutesAgo: 0.1,
    present: false,
    readByMe: 0,
    readByVisitor: 0,
    lines: [],
  },
  done: {
    name: 'Tomasz Łukasiewicz',
    site: 1,
    page: ['/', ''],
    country: 'PL',
    browser: 'Firefox 143',
    state: 'active',
    agent: 'me',
    openedMinutesAgo: 200,
    present: false,
    readByMe: 2,
    readByVisitor: 1,
    lines: [
      ['v', 190, 'Dzień dobry! Czy mogę zmienić datę rezerwacji?'],
      ['me', 185, 'Oczywiście. Na którą datę?'],
    ],
  },
};

export function createSampleChats(nowMs: number): Map<string, SampleChat> {
  return new Map(
    Object.entries(sketches).map(([name, sketch]) => [id(`chat${name}`), build(id(`chat${name}`), sketch, nowMs)]),
  );
}

function build(chatId: string, sketch: Sketch, nowMs: number): SampleChat {
  const at = (minutesAgo: number): number => Math.round(nowMs - minutesAgo * 60_000);
  const lines = sketch.name === 'Priya' ? thousandLines() : sketch.lines;
  const messages = lines.map(([who, minutesAgo, body], index): Message => ({
    seq: index + 1,
    messageId: id(`message${chatId.slice(4, 10)}${index}`),
    sender: senderOf(who),
    body,
    sentAt: at(minutesAgo),
  }));
  const site = sites[sketch.site];
  const last = messages.at(-1);
  if (site === undefined) throw new Error('No such site');
  return {
    messages,
    summary: {
      chatId,
      state: sketch.state,
      agent:
        sketch.agent === 'me'
          ? { agentId: profile.agentId, name: profile.name }
          : sketch.agent === 'sam'
            ? colleague
            : null,
      openedAt: at(sketch.openedMinutesAgo),
      endedAt: null,
      readByVisitorSeq: sketch.readByVisitor,
      opening: sketch.opening ?? {},
      readByAgentSeq: sketch.readByMe,
      hasEmail: sketch.hasEmail ?? false,
      siteId: site.siteId,
      siteName: site.name,
      visitorName: sketch.name,
      page: { url: `https://${site.siteKey}.example${sketch.page[0]}`, title: sketch.page[1] },
      country: sketch.country,
      browser: sketch.browser,
      consent: { ...nothingGranted, ...sketch.consent },
      visitorPresent: sketch.present,
      visitorAwaySince: sketch.present ? null : at(Math.min(4, sketch.openedMinutesAgo)),
      headSeq: messages.length,
      lastMessage:
        last === undefined ? null : { sender: last.sender, preview: last.body.slice(0, 120), sentAt: last.sentAt },
    },
  };
}

function senderOf(who: Line[0]): Sender {
  if (who === 'v') return { kind: 'visitor' };
  return who === 'me'
    ? { kind: 'agent', agentId: profile.agentId, name: profile.name }
    : { kind: 'agent', ...colleague };
}

function thousandLines(): Line[] {
  return Array.from({ length: 1000 }, (_, index): Line => {
    const body = index % 7 === 0 ? `Line ${index + 1}. ${'And then one more thing. '.repeat(6)}` : `Line ${index + 1}`;
    return [index % 3 === 0 ? 'sam' : 'v', 1490 - index * 1.48, body];
  });
}
