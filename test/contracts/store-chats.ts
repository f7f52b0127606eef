import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import { chat, chatChange, chatRow, message, nowMs, site } from './admitted-records.ts';

const key = { siteId: 'site-a', chatId: 'chat-1' };
const heads = { publicSeq: 0, teamSeq: 0 };

export function testChats(current: () => Store): void {
  describe('chats', () => {
    beforeEach(async () => {
      await current().addSite(site());
    });

    it('finds an opened chat by its key and by its capability', async () => {
      const stored = { ...chatRow(), ...heads };
      expect(await current().openChat(chat())).toEqual({ opened: true, chat: stored });
      expect(await current().findChat(key)).toEqual(stored);
      expect(await current().findChatByCapability('site-a', stored.capabilityHash)).toEqual(stored);
    });

    it('makes one chat of twenty openings with one capability', async () => {
      const openings = Array.from({ length: 20 }, (_, index) =>
        current().openChat(chat({ chatId: `chat-${index}`, capabilityHash: 'the same' })),
      );
      const answers = await Promise.all(openings);
      expect(answers.filter(({ opened }) => opened)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.chat.chatId)).size).toBe(1);
      expect(await current().listOpenChats('all', 99)).toHaveLength(1);
    });

    it('lets one of two who accept at once have the chat', async () => {
      await current().openChat(chat());
      const accept = (agentId: string) =>
        current().changeChat(key, chatChange({ state: 'active', agentId }), ['waiting']);
      const answers = await Promise.all([accept('agent-1'), accept('agent-2'), accept('agent-3')]);
      const winners = answers.filter((answer) => answer !== null);
      expect(winners).toHaveLength(1);
      expect(await current().findChat(key)).toEqual(winners[0]);
    });

    it('changes nothing of a chat in another state, of no state, or that is not there', async () => {
      await current().openChat(chat());
      const change = chatChange({ state: 'ended', endedAt: nowMs });
      expect(await current().changeChat(key, change, ['active', 'ended'])).toBeNull();
      expect(await current().changeChat(key, change, [])).toBeNull();
      expect(await current().changeChat({ ...key, chatId: 'chat-2' }, change, ['waiting'])).toBeNull();
      expect(await current().findChat(key)).toEqual({ ...chatRow(), ...heads });
    });

    it('never moves a chat to another site, name or capability', async () => {
      await current().openChat(chat());
      for (const change of [{ siteId: 'site-b' }, { chatId: 'chat-2' }, { capabilityHash: 'mine' }]) {
        await expect(current().changeChat(key, chatChange(change), ['waiting'])).rejects.toThrow('never changes');
      }
      expect(await current().findChat(key)).toEqual({ ...chatRow(), ...heads });
    });

    it('moves a read mark forward, never back and never past the head', async () => {
      await current().openChat(chat());
      for (const messageId of ['1', '2', '3']) await current().appendMessage(message({ messageId }));
      await current().appendMessage(message({ messageId: 'note', audience: 'team', sender: 'agent-1' }));
      const mark = async (readByVisitorSeq: number) =>
        (await current().markRead(key, chatChange({ readByVisitorSeq })))?.readByVisitorSeq ?? null;
      expect(await mark(2)).toBe(2);
      expect(await mark(2)).toBeNull();
      expect(await mark(1)).toBeNull();
      expect(await mark(4)).toBeNull();
      expect(await mark(3)).toBe(3);
      expect(await current().markRead(key, chatChange({ readByAgentSeq: 1 }))).toMatchObject({
        readByVisitorSeq: 3,
        readByAgentSeq: 1,
      });
      expect(await current().markRead({ ...key, chatId: 'chat-2' }, chatChange({ readByAgentSeq: 1 }))).toBeNull();
    });

    it('marks nothing but what was read, by one side', async () => {
      await current().openChat(chat());
      await current().appendMessage(message());
      for (const change of [
        { readByVisitorSeq: 1, state: 'ended' as const },
        { readByVisitorSeq: 1, readByAgentSeq: 1 },
        {},
      ]) {
        await expect(current().markRead(key, chatChange(change))).rejects.toThrow(/read/);
      }
      expect(await current().findChat(key)).toMatchObject({ state: 'waiting', readByVisitorSeq: 0 });
    });

    it('ends up at the furthest of marks that come in any order', async () => {
      await current().openChat(chat());
      for (let index = 1; index <= 20; index += 1) await current().appendMessage(message({ messageId: `${index}` }));
      const marks = [7, 3, 20, 11, 1, 19].map((readByAgentSeq) =>
        current().markRead(key, chatChange({ readByAgentSeq })),
      );
      await Promise.all(marks);
      expect(await current().findChat(key)).toMatchObject({ readByAgentSeq: 20 });
    });

    it('lists what has not ended, oldest first, each with the last that the visitor may see', async () => {
      await current().addSite(site({ siteId: 'site-b', siteKey: 'shop-b' }));
      await current().openChat(chat({ chatId: 'young', openedAt: nowMs + 2 }));
      await current().openChat(chat({ chatId: 'old', openedAt: nowMs }));
      await current().openChat(chat({ siteId: 'site-b', chatId: 'middle', openedAt: nowMs + 1 }));
      await current().openChat(chat({ chatId: 'over' }));
      await current().changeChat({ ...key, chatId: 'over' }, chatChange({ state: 'ended', endedAt: nowMs }), [
        'waiting',
      ]);
      await current().appendMessage(message({ chatId: 'old', messageId: '1', body: 'first' }));
      await current().appendMessage(message({ chatId: 'old', messageId: '2', body: 'last' }));
      for (const messageId of ['3', '4']) {
        await current().appendMessage(message({ chatId: 'old', messageId, body: 'note', audience: 'team' }));
      }

      const list = async (sites: readonly string[] | 'all', limit = 9) =>
        (await current().listOpenChats(sites, limit)).map((open) => [open.chat.chatId, open.lastMessage?.body ?? null]);
      expect(await list('all')).toEqual([
        ['old', 'last'],
        ['middle', null],
        ['young', null],
      ]);
      expect(await list(['site-a'])).toEqual([
        ['old', 'last'],
        ['young', null],
      ]);
      expect(await list(['site-a', 'site-b'], 2)).toEqual([
        ['old', 'last'],
        ['middle', null],
      ]);
      expect(await list([])).toEqual([]);
      const [oldest] = await current().listOpenChats(['site-a'], 1);
      expect(oldest?.chat).toEqual(await current().findChat({ ...key, chatId: 'old' }));
      expect(oldest?.lastMessage).toMatchObject({ seq: 2, audience: 'public', siteId: 'site-a', chatId: 'old' });
    });

    it('opens no chat on a site that is not there', async () => {
      await expect(current().openChat(chat({ siteId: 'nowhere' }))).rejects.toThrow();
      expect(await current().listOpenChats('all', 9)).toEqual([]);
    });
  });
}
