import { describe, expect, it } from 'vitest';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import { chat, message, site, siteChange, siteRow } from './admitted-records.ts';

export function testSites(current: () => Store): void {
  describe('sites', () => {
    it('finds a site by its key, as it was admitted', async () => {
      expect(await current().addSite(site())).toBe(true);
      expect(await current().findSite('shop-a')).toEqual(siteRow());
      expect(await current().findSite('shop-b')).toBeNull();
    });

    it('answers false for a key that is taken, and leaves its owner alone', async () => {
      await current().addSite(site());
      expect(await current().addSite(site({ siteId: 'site-b', name: 'Thief' }))).toBe(false);
      expect(await current().listSites()).toEqual([siteRow()]);
    });

    it('changes what the change names and nothing else', async () => {
      await current().addSite(site());
      await current().addSite(site({ siteId: 'site-b', siteKey: 'shop-b', createdAt: siteRow().createdAt + 1 }));
      await current().changeSite('site-a', siteChange({ name: 'New name' }));
      expect((await current().listSites()).map(({ name }) => name)).toEqual(['New name', 'Shop A']);
    });

    it('never changes what a site is called by, nor nothing at all', async () => {
      await current().addSite(site());
      for (const change of [{ siteId: 'site-b' }, { siteKey: 'shop-b' }, {}]) {
        await expect(current().changeSite('site-a', siteChange(change))).rejects.toThrow();
      }
      expect(await current().findSite('shop-a')).toEqual(siteRow());
    });

    it('keeps two sites apart that use the same names for everything', async () => {
      const twins = ['site-a', 'site-b'] as const;
      for (const siteId of twins) {
        await current().addSite(site({ siteId, siteKey: siteId }));
        expect((await current().openChat(chat({ siteId }))).opened).toBe(true);
      }
      await current().appendMessage(message());
      const other = { siteId: 'site-b', chatId: 'chat-1' };
      expect(await current().findChat(other)).toMatchObject({ siteId: 'site-b', publicSeq: 0 });
      expect(await current().readMessages(other, 'public', { limit: 9 })).toEqual({ headSeq: 0, messages: [] });
      expect(await current().appendMessage(message({ siteId: 'site-b', body: 'B' }))).toMatchObject({
        outcome: 'stored',
      });
      for (const siteId of twins) {
        const { messages } = await current().readMessages({ siteId, chatId: 'chat-1' }, 'public', { limit: 9 });
        expect(messages.map((stored) => stored.siteId)).toEqual([siteId]);
      }
      expect((await current().listOpenChats(['site-b'], 9)).map((open) => open.chat.siteId)).toEqual(['site-b']);
    });

    it('finds nothing with another site’s key', async () => {
      await current().addSite(site());
      await current().addSite(site({ siteId: 'site-b', siteKey: 'shop-b' }));
      const { chat: opened } = await current().openChat(chat());
      await current().appendMessage(message());
      const foreign = { siteId: 'site-b', chatId: opened.chatId };
      expect(await current().findChat(foreign)).toBeNull();
      expect(await current().findChatByCapability('site-b', opened.capabilityHash)).toBeNull();
      expect(await current().readMessages(foreign, 'public', { limit: 9 })).toEqual({ headSeq: 0, messages: [] });
      expect(await current().appendMessage(message(foreign))).toEqual({ outcome: 'not-found' });
      expect(await current().listOpenChats(['site-b'], 9)).toEqual([]);
    });

    it('takes characters that mean something to SQL for what they are', async () => {
      await current().addSite(site());
      await current().openChat(chat());
      for (const text of ["'", "' OR '1'='1", '%', '_', '"; DROP TABLE chats; --', '\\', '*', '?1', ':x']) {
        expect(await current().findSite(text), text).toBeNull();
        expect(await current().findChat({ siteId: text, chatId: 'chat-1' }), text).toBeNull();
        expect(await current().findChat({ siteId: 'site-a', chatId: text }), text).toBeNull();
        expect(await current().findChatByCapability('site-a', text), text).toBeNull();
        expect(await current().listOpenChats([text], 9), text).toEqual([]);
        await current().addSite(site({ siteId: text, siteKey: text, name: text }));
        expect(await current().findSite(text), text).toMatchObject({ siteId: text, name: text });
        const stored = await current().appendMessage(message({ messageId: text, sender: text, body: text }));
        expect(stored).toMatchObject({ outcome: 'stored', message: { messageId: text, sender: text, body: text } });
      }
    });
  });
}
