import type { Audience } from '@handlr/protocol';
import type { ChatKey } from '../storage/index.ts';

/* Every room begins with the site's id, as every key of every table does. */

export function streamRoom({ siteId, chatId }: ChatKey, audience: Audience): string {
  return `${siteId}/chat/${chatId}/${audience}`;
}

export function inboxRoom(siteId: string): string {
  return `${siteId}/inbox`;
}

/** Of agents who look at the list of who is on the site. */
export function visitorsRoom(siteId: string): string {
  return `${siteId}/visitors`;
}

/** The stream that a room carries, or null for other rooms. */
export function streamOfRoom(room: string): { readonly key: ChatKey; readonly audience: Audience } | null {
  const [siteId, word, chatId, audience] = room.split('/');
  if (word !== 'chat' || siteId === undefined || chatId === undefined) return null;
  return audience === 'public' || audience === 'team' ? { key: { siteId, chatId }, audience } : null;
}
