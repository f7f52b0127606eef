import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../packages/gateway/src/storage/index.ts';
import { chat, chatChange, message, messageRow, nowMs, site } from './admitted-records.ts';

const key = { siteId: 'site-a', chatId: 'chat-1' };

export function testMessages(current: () => Store): void {
  describe('messages', () => {
    beforeEach(async () => {
      await current().addSite(site());
      await current().openChat(chat());
    });

    const append = async (count: number) => {
      for (let seq = 1; seq <= count; seq += 1) await current().appendMessage(message({ messageId: `${seq}` }));
    };
    const endChat = () =>
      current().changeChat(key, chatChange({ state: 'ended', endedAt: nowMs }), ['waiting', 'active']);

    it('C3: five hundred at once get dense seqs, and each sender’s keep their order', async () => {
      const senders = ['visitor', 'agent-1', 'agent-2', 'agent-3', 'agent-4'];
      const appended = Array.from({ length: 500 }, (_, index) =>
        current().appendMessage(
          message({ sender: senders[index % 5] ?? '', messageId: `m${index}`, body: `${index}` }),
        ),
      );
      const outcomes = await Promise.all(appended);
      expect(outcomes.every(({ outcome }) => outcome === 'stored')).toBe(true);

      const { headSeq, messages } = await current().readMessages(key, 'public', { afterSeq: 0, limit: 600 });
      expect(headSeq).toBe(500);
      expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
      for (const sender of senders) {
        const order = messages.filter((stored) => stored.sender === sender).map(({ body }) => Number(body));
        expect(order).toEqual(order.toSorted((one, other) => one - other));
        expect(order).toHaveLength(100);
      }
    });

    it('C2: the same message again answers the first seq', async () => {
      const first = await current().appendMessage(message());
      await current().appendMessage(message({ messageId: 'message-2' }));
      const again = await current().appendMessage(message({ sentAt: nowMs + 5_000 }));
      expect(first).toEqual({ outcome: 'stored', message: { ...messageRow(), seq: 1 } });
      expect(again).toEqual({ outcome: 'replayed', message: { ...messageRow(), seq: 1 } });
      expect(await current().findChat(key)).toMatchObject({ publicSeq: 2 });
    });

    it('C2: of one message sent ten times at once, one is stored', async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => current().appendMessage(message())));
      expect(outcomes.filter(({ outcome }) => outcome === 'stored')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'replayed')).toHaveLength(9);
      expect((await current().readMessages(key, 'public', { limit: 9 })).headSeq).toBe(1);
    });

    it('C2: the same name with another body or for other readers is a conflict', async () => {
      await current().appendMessage(message());
      expect(await current().appendMessage(message({ body: 'Something else' }))).toEqual({ outcome: 'conflict' });
      expect(await current().appendMessage(message({ audience: 'team' }))).toEqual({ outcome: 'conflict' });
      expect(await current().findChat(key)).toMatchObject({ publicSeq: 1, teamSeq: 0 });
    });

    it('C2: another sender or another chat may use the same name', async () => {
      await current().openChat(chat({ chatId: 'chat-2' }));
      for (const row of [{}, { sender: 'agent-1', body: 'Other' }, { chatId: 'chat-2', body: 'Other' }]) {
        expect(await current().appendMessage(message(row))).toMatchObject({ outcome: 'stored' });
      }
    });

    it('C3: each audience counts for itself and reads only its own', async () => {
      for (const [messageId, audience] of [
        ['1', 'public'],
        ['2', 'team'],
        ['3', 'public'],
        ['4', 'team'],
        ['5', 'team'],
      ] as const) {
        await current().appendMessage(message({ messageId, audience, sender: 'agent-1' }));
      }
      const read = async (audience: 'public' | 'team') => {
        const { headSeq, messages } = await current().readMessages(key, audience, { limit: 9 });
        return [headSeq, messages.map(({ messageId, seq }) => `${messageId}:${seq}`)];
      };
      expect(await read('public')).toEqual([2, ['1:1', '3:2']]);
      expect(await read('team')).toEqual([3, ['2:1', '4:2', '5:3']]);
    });

    it('takes nothing into a chat that has ended, but still answers what was stored before', async () => {
      await current().appendMessage(message());
      await endChat();
      expect(await current().appendMessage(message({ messageId: 'late' }))).toEqual({ outcome: 'ended' });
      expect(await current().appendMessage(message())).toMatchObject({ outcome: 'replayed', message: { seq: 1 } });
      expect(await current().findChat(key)).toMatchObject({ publicSeq: 1 });
    });

    it('knows no chat that was not opened', async () => {
      expect(await current().appendMessage(message({ chatId: 'chat-2' }))).toEqual({ outcome: 'not-found' });
    });

    it('reads either side of a seq, oldest first, and the newest without one', async () => {
      await append(10);
      const read = async (range: { afterSeq?: number; beforeSeq?: number; limit: number }) => {
        const { headSeq, messages } = await current().readMessages(key, 'public', range);
        expect(headSeq).toBe(10);
        return messages.map(({ seq }) => seq);
      };
      expect(await read({ limit: 3 })).toEqual([8, 9, 10]);
      expect(await read({ afterSeq: 4, limit: 3 })).toEqual([5, 6, 7]);
      expect(await read({ afterSeq: 10, limit: 3 })).toEqual([]);
      expect(await read({ beforeSeq: 5, limit: 3 })).toEqual([2, 3, 4]);
      expect(await read({ beforeSeq: 1, limit: 3 })).toEqual([]);
      expect(await read({ beforeSeq: 99, limit: 2 })).toEqual([9, 10]);
      expect(await read({ afterSeq: 2, beforeSeq: 5, limit: 9 })).toEqual([3, 4]);
    });

    it('answers head and messages of one moment, however many are being written', async () => {
      const writing = append(100);
      for (let round = 0; round < 50; round += 1) {
        const { headSeq, messages } = await current().readMessages(key, 'public', { afterSeq: 0, limit: 200 });
        expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: headSeq }, (_, index) => index + 1));
      }
      await writing;
    });

    it('keeps every character', async () => {
      const body = '  “Grüße”\n\t\u202eעברית 日本語 👩‍👩‍👧 \u0001 ';
      await current().appendMessage(message({ body }));
      expect((await current().readMessages(key, 'public', { limit: 1 })).messages).toEqual([
        { ...messageRow({ body }), seq: 1 },
      ]);
    });
  });
}
