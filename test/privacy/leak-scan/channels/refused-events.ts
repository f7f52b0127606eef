import { createCapability } from '@handlr/core';
import { limits, protocolVersion } from '@handlr/protocol';
import { systemRandom as random } from '../../../../packages/gateway/src/system.ts';
import { shopOrigin, siteKey } from '../../../support/gateway.ts';
import type { Canaries } from '../canaries.ts';
import type { Stage } from '../stage.ts';
import { say } from '../visitors.ts';
import type { Channels } from './channel.ts';

type Event = readonly [name: string, payload: unknown];

/** What passes no schema, with something personal in it. Nothing may remain of it but that something was refused. */
export function refusedEvents(canaries: Canaries): Channels {
  const { word, secret, address } = canaries;
  const hello = { protocol: protocolVersion, siteKey };
  const handshakes: readonly object[] = [
    { ...hello, ip: address('ip field, handshake') },
    { ...hello, email: word('unknown field, handshake') },
    { ...hello, siteKey: word('site that is none, handshake') },
    { ...hello, protocol: word('version that is none') },
  ];
  const messages: readonly object[] = [
    { ip: address('ip field, message') },
    { note: word('unknown field, message') },
    { [word('name of an unknown field, message')]: 1 },
    { body: `${word('message that is too long')} `.padEnd(limits.messageBodyLength + 1, 'long ') },
    { body: `${word('message that is not well formed')}\0` },
    { messageId: word('id that is none') },
    { chatId: word('chat that is none') },
  ];
  const page = { url: `${shopOrigin}/shop`, title: '' };
  const chats: readonly object[] = [
    { capability: word('capability that is none') },
    { name: `${word('name that is too long')} `.padEnd(limits.displayNameLength + 1, 'long ') },
    {
      page: {
        ...page,
        url: `${shopOrigin}/${word('page that is too long')}`.padEnd(limits.pageUrlLength + 1, '/long'),
      },
    },
    { page: { ...page, referrer: `https://search.example/?q=${word('unknown field, page')}` } },
    { position: { epoch: word('epoch that is none'), seq: 0 } },
  ];
  const others: readonly Event[] = [
    ['message:send', word('payload that is text')],
    [
      'contact:set',
      { chatId: word('chat that is none, contact'), sealed: `${word('contact that is not sealed')}@mail.example` },
    ],
    ['chat:resume', { capability: secret('capability that opens nothing'), position: null }],
  ];
  const unknownEvent = word('name of an unknown event');
  const largeFrame = `${word('frame that is too large')} `.padEnd(limits.frameBytes + 1, 'large ');

  async function send({ visitors, recordings }: Stage): Promise<void> {
    for (const auth of handshakes) await expectRefusal(visitors.connect(auth));
    const [visitor] = await visitors.arrive(1);
    if (visitor === undefined) throw new Error('Nobody arrived');
    const capability = createCapability(random);
    const events: readonly Event[] = [
      ...messages.map((fields): Event => ['message:send', { ...say(visitor.chatId, 'Hello'), ...fields }]),
      ...chats.map((fields): Event => ['chat:open', { capability, page, position: null, ...fields }]),
      ...others,
    ];
    for (const [name, payload] of events) {
      if ((await visitor.ask(name, payload)).ok) throw new Error(`${name} was to be refused`);
    }
    visitor.socket.emit(unknownEvent, { [unknownEvent]: unknownEvent });
    const cut = new Promise((resolve) => visitor.socket.once('disconnect', resolve));
    visitor.socket.emit('message:send', largeFrame);
    recordings.note('visitors-wire', String(await cut));
  }

  return { beforeKill: send, afterRestart: send };
}

async function expectRefusal(connecting: Promise<unknown>): Promise<void> {
  const outcome = await connecting.then(
    () => 'admitted',
    () => 'refused',
  );
  if (outcome === 'admitted') throw new Error('A connection was to be refused');
}
