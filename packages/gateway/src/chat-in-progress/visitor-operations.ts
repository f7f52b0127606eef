import { createId } from '@handlr/core';
import { admit, gatewayRegister } from '@handlr/privacy';
import {
  type ChatOpening,
  type Joined,
  limits,
  type Page,
  type Position,
  refusal,
  refused,
  success,
  visitorRequests,
} from '@handlr/protocol';
import { authoriseVisitor } from '../authorise.ts';
import { openingFields } from '../check-logic/chat-opening.ts';
import type { Connection, VisitorPrincipal } from '../connection/principal.ts';
import { streamRoom } from '../connection/rooms.ts';
import { catchUp } from '../delivery/catch-up.ts';
import { operation, type Operations, type Performed } from '../inbound.ts';
import { announceChat } from '../inbox/chat-summary.ts';
import { hashSecret } from '../secret.ts';
import type { Services } from '../services.ts';
import type { StoredChat } from '../storage/index.ts';
import { chatFacts } from './chat-facts.ts';
import { displayName } from './display-name.ts';
import { endChat } from './end-chat.ts';

export function visitorChatInProgress(services: Services): Operations<VisitorPrincipal> {
  const { store } = services;
  return {
    'chat:open': operation(visitorRequests['chat:open'], {
      authorise: (principal) => success(principal),
      perform: async (principal, { capability, page, name, position, ...opening }, connection) => {
        const capabilityHash = hashSecret(capability);
        const ban = await services.bans.ofChat(principal.siteId, capabilityHash);
        if (ban !== null) return { result: refused(services.bans.shut(principal, ban)) };
        const opened = newChat(services, principal, capabilityHash, page, displayName(name), opening);
        const { chat } = await store.openChat(opened);
        if (isOver(chat, services.clock.nowMs())) return { result: refusal('not-found') };
        return joinChat(services, connection, chat, position);
      },
    }),
    'chat:resume': operation(visitorRequests['chat:resume'], {
      authorise: (principal) => success(principal),
      perform: async (principal, { capability, position }, connection) => {
        const capabilityHash = hashSecret(capability);
        const ban = await services.bans.ofChat(principal.siteId, capabilityHash);
        if (ban !== null) return { result: refused(services.bans.shut(principal, ban)) };
        const chat = await store.findChatByCapability(principal.siteId, capabilityHash);
        if (chat === null || isOver(chat, services.clock.nowMs())) return { result: refusal('not-found') };
        return joinChat(services, connection, chat, position);
      },
    }),
    'chat:end': operation(visitorRequests['chat:end'], {
      authorise: authoriseVisitor,
      perform: (key, _payload, { principal }) => endChat(services, key, principal.consent),
    }),
  };
}

function newChat(
  { clock, random }: Services,
  { siteId, siteName, country, browser, consent }: VisitorPrincipal,
  capabilityHash: string,
  page: Page,
  visitorName: string | null,
  opening: ChatOpening,
) {
  const nowMs = clock.nowMs();
  const chat = {
    siteId,
    chatId: createId(random),
    capabilityHash,
    state: 'waiting',
    agentId: null,
    visitorName,
    pageUrl: page.url,
    pageTitle: page.title,
    country,
    browser,
    ...openingFields(opening),
    openedAt: nowMs,
    endedAt: null,
    readByVisitorSeq: 0,
    readByAgentSeq: 0,
  } as const;
  return admit(gatewayRegister.chats, chat, { consent, nowMs, siteName });
}

/** A chat that ended can be read again for a while; then its key opens nothing, whatever a device still holds. */
function isOver({ endedAt }: StoredChat, nowMs: number): boolean {
  return endedAt !== null && nowMs - endedAt > limits.resumeWindowMs;
}

async function joinChat(
  services: Services,
  connection: Connection<VisitorPrincipal>,
  chat: StoredChat,
  position: Position | null,
): Promise<Performed<Joined>> {
  connection.principal.chats.add(chat.chatId);
  connection.join(streamRoom(chat, 'public'));
  const caughtUp = await catchUp(services, chat, 'public', position);
  // Read again: what changed before the room was joined was told to nobody here (C6).
  const current = (await services.store.findChat(chat)) ?? chat;
  return {
    result: success({ chat: await chatFacts(current, services.directory), catchUp: caughtUp }),
    announce: () => announceChat(services, chat),
  };
}
