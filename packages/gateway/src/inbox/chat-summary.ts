import { type SiteRow, summariseConsent } from '@handlr/privacy';
import { type ChatSummary, limits } from '@handlr/protocol';
import { readConsentSettings, sessionPolicyOf } from '../site/index.ts';
import { openingOnWire } from '../check-logic/chat-opening.ts';
import { chatFacts } from '../chat-in-progress/chat-facts.ts';
import { inboxRoom, streamRoom } from '../connection/rooms.ts';
import { messageOnWire } from '../delivery/message-on-wire.ts';
import type { Services } from '../services.ts';
import type { ChatKey, StoredChat, StoredMessage } from '../storage/index.ts';

/** A chat as an agent's inbox shows it. */
export async function chatSummary(
  { store, directory, fanout, consents, departures }: Services,
  chat: StoredChat,
  last: StoredMessage | null,
): Promise<ChatSummary> {
  const site = await directory.site(chat.siteId);
  const visitorPresent = fanout.countVisitors(streamRoom(chat, 'public')) > 0;
  return {
    ...(await chatFacts(chat, directory)),
    siteId: chat.siteId,
    siteName: site?.name ?? '',
    ...(site !== null && sessionsOnWire(site)),
    visitorName: chat.visitorName,
    page: { url: chat.pageUrl, title: chat.pageTitle },
    country: chat.country,
    browser: chat.browser,
    opening: openingOnWire(chat),
    consent: summariseConsent(await consents.ofChat(chat)),
    hasEmail: (await store.findContact(chat)) !== null,
    visitorPresent,
    visitorAwaySince: visitorPresent ? null : departures.latest(chat),
    headSeq: chat.publicSeq,
    lastMessage: last === null ? null : await preview(last, directory),
  };
}

/** Tells the site's agents that something changed which their inbox shows. */
export async function announceChat(services: Services, key: ChatKey, last?: StoredMessage): Promise<void> {
  const { store, fanout } = services;
  const chat = await store.findChat(key);
  if (chat === null) return;
  const newest = last ?? (await store.readMessages(key, 'public', { limit: 1 })).messages[0] ?? null;
  fanout.publishToAgents(inboxRoom(key.siteId), 'inbox:changed', await chatSummary(services, chat, newest));
}

function sessionsOnWire({ consent }: Pick<SiteRow, 'consent'>): Pick<ChatSummary, 'sessions'> {
  const settings = readConsentSettings(consent);
  return settings.sessions === undefined ? {} : { sessions: sessionPolicyOf(settings) };
}

async function preview(message: StoredMessage, directory: Services['directory']): Promise<ChatSummary['lastMessage']> {
  const { sender, body, sentAt } = await messageOnWire(message, directory);
  return { sender, preview: body.slice(0, limits.previewLength).toWellFormed(), sentAt };
}
