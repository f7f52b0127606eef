import { createId } from '@handlr/core';
import { admit, consentWithoutDecision, gatewayRegister, type MessageRow } from '@handlr/privacy';
import type { Page } from 'playwright-core';
import { systemRandom as random } from '../../../packages/gateway/src/system.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { connectAgent } from '../../support/socket-client.ts';

/** Puts messages into the newest chat of the site as if they had been written before, from both sides in turns. */
export async function fillChat(gateway: TestGateway, siteId: string, count: number): Promise<void> {
  const chatId = await newestChat(gateway, siteId);
  const nowMs = Date.now();
  const consent = consentWithoutDecision({ chatOpened: true });
  const rows = Array.from({ length: count }, (_, at): MessageRow => ({
    siteId,
    chatId,
    audience: 'public',
    messageId: createId(random),
    sender: at % 3 === 0 ? 'visitor' : 'a'.repeat(22),
    body: bodyOf(at),
    sentAt: nowMs - (count - at) * 1_000,
  }));
  await Promise.all(
    rows.map((row) => gateway.store.appendMessage(admit(gatewayRegister.messages, row, { consent, nowMs }))),
  );
}

export const bodyOf = (at: number): string => `Line ${at}.${' It pours without a drip.'.repeat(at % 7)}`;

export async function newestChat(gateway: TestGateway, siteId: string): Promise<string> {
  const chats = await gateway.store.listOpenChats([siteId], 50);
  const chatId = chats.at(-1)?.chat.chatId;
  if (chatId === undefined) throw new Error('There is no chat');
  return chatId;
}

/** An agent in the newest chat of the site. */
export async function joinAsAgent(gateway: TestGateway, siteId: string) {
  const chatId = await newestChat(gateway, siteId);
  const socket = await connectAgent(gateway.url, await gateway.signIn('agent'));
  await socket.ask('chat:join', { siteId, chatId, audience: 'public', position: null });
  await socket.ask('chat:accept', { siteId, chatId });
  return {
    close: socket.close,
    say: (body: string) =>
      socket.ask('message:send', { siteId, chatId, audience: 'public', messageId: createId(random), body }),
    /** Up to where the agent sees that the visitor has read. */
    readSeq: async () => (await gateway.store.findChat({ siteId, chatId }))?.readByVisitorSeq ?? 0,
    heard: () => socket.heard('chat:changed'),
  };
}

/** The uppermost message in view and where it stands, as a person would see it; null while it is not drawn. */
export async function uppermost(page: Page): Promise<{ text: string; topPx: number } | null> {
  return page.evaluate(() => {
    const transcript = document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript');
    if (!transcript || transcript.classList.contains('seeking')) return null;
    const edge = transcript.getBoundingClientRect().top;
    const bubble = [...transcript.querySelectorAll('.bubble')].find((one) => one.getBoundingClientRect().bottom > edge);
    return bubble ? { text: bubble.textContent ?? '', topPx: bubble.getBoundingClientRect().top - edge } : null;
  });
}

/** Scrolls until the message stands at the upper edge, a little of it out of sight. */
export async function scrollTo(page: Page, text: string): Promise<void> {
  await page.evaluate((wanted) => {
    const transcript = document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript');
    const bubble = [...(transcript?.querySelectorAll('.bubble') ?? [])].find((one) => one.textContent === wanted);
    if (!transcript || !bubble) throw new Error(`"${wanted}" is not held`);
    transcript.scrollTop += bubble.getBoundingClientRect().top - transcript.getBoundingClientRect().top + 11;
  }, text);
}

export async function scrollBy(page: Page, byPx: number): Promise<void> {
  await page.evaluate((px) => {
    document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript')?.scrollBy(0, px);
  }, byPx);
}

/** How far the lower end is out of sight. */
export async function belowPx(page: Page): Promise<number> {
  return page.evaluate(() => {
    const transcript = document.querySelector('handlr-chat')?.shadowRoot?.querySelector('.transcript');
    return transcript ? transcript.scrollHeight - transcript.scrollTop - transcript.clientHeight : -1;
  });
}
