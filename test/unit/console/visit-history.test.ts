import {
  type ChatSummary,
  type ConsentSummary,
  refusal,
  type Result,
  success,
  type VisitHistory,
} from '@handlr/protocol';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { followHistory } from '../../../packages/console/src/visit-history/follow-history.ts';
import { chatOf } from './chats.ts';

const history: VisitHistory = {
  visits: 2,
  firstVisitAt: 1,
  lastVisitAt: 2,
  visitBeganAt: 2,
  visitBegan: 'idle',
  origin: null,
  earlierChats: [],
  pages: [],
};
const shown = (chatId: string, visits = 2) => ({ kind: 'shown', chatId, history: { ...history, visits } });

/** Answers wait until the test gives them, in the order of the questions. */
function follow({ mayRead = true } = {}) {
  const selected = signal<ChatSummary | null>(null);
  const link = signal('live');
  const asked: unknown[] = [];
  const answers: ((answer: Result<VisitHistory>) => void)[] = [];
  const { view, retry, visited, stop } = followHistory({
    selected,
    link,
    mayRead: () => mayRead,
    request: (name, payload) => {
      asked.push({ name, payload });
      return new Promise((resolve) => answers.push((answer) => resolve(JSON.parse(JSON.stringify(answer)))));
    },
  });
  const answer = async (given: Result<VisitHistory>, at = answers.length - 1): Promise<void> => {
    answers[at]?.(given);
    await Promise.resolve();
  };
  const select = (chatId: string, status: ConsentSummary['history'] = 'granted', fields: Partial<ChatSummary> = {}) => {
    const chat = chatOf(chatId, fields);
    selected.value = { ...chat, consent: { ...chat.consent, history: status } };
  };
  return { selected, link, asked, answer, select, view, retry, visited, stop };
}

test('nothing is asked of a visitor who did not agree, nor for an agent whose role does not include it', () => {
  const { select, asked, view } = follow();
  expect(view.value).toEqual({ kind: 'withheld' });
  select('one', 'withheld');
  expect(view.value).toEqual({ kind: 'withheld' });
  expect(asked).toEqual([]);

  const other = follow({ mayRead: false });
  other.select('one');
  expect(other.view.value).toEqual({ kind: 'hidden' });
  expect(other.asked).toEqual([]);
});

test('is asked for once a chat, whatever else changes in it', async () => {
  const { select, asked, answer, view } = follow();
  select('one');
  expect(view.value).toEqual({ kind: 'loading' });
  await answer(success(history));
  select('one', 'granted', { headSeq: 7 });
  expect(view.value).toEqual(shown('one'));
  expect(asked).toEqual([{ name: 'visitor:history', payload: { siteId: 'site', chatId: 'one' } }]);
});

test('is forgotten at once when the visitor withdraws, and an answer on its way with it', async () => {
  const { select, asked, answer, view } = follow();
  select('one');
  await answer(success(history));
  select('one', 'withheld');
  expect(view.value).toEqual({ kind: 'withheld' });
  select('one');
  expect(view.value).toEqual({ kind: 'loading' });
  select('one', 'withheld');
  await answer(success(history));
  expect(view.value).toEqual({ kind: 'withheld' });
  expect(asked).toHaveLength(2);
});

test('the gateway’s own refusal takes it away as well', async () => {
  const { select, answer, view, link } = follow();
  select('one');
  await answer(success(history));
  link.value = 'lost';
  link.value = 'live';
  await answer(refusal('withheld'));
  expect(view.value).toEqual({ kind: 'withheld' });
});

test('an answer about another chat is not shown in this one', async () => {
  const { select, answer, view } = follow();
  select('one');
  select('two');
  await answer(success(history), 0);
  expect(view.value).toEqual({ kind: 'loading' });
  await answer(success({ ...history, visits: 9 }));
  expect(view.value).toEqual(shown('two', 9));
  select('one');
  expect(view.value).toEqual({ kind: 'loading' });
});

test('grows when the visitor comes back from another page; until it is there, and when it fails, the last holds', async () => {
  const { select, answer, view } = follow();
  select('one');
  await answer(success(history));
  select('one', 'granted', { visitorPresent: false });
  await answer(refusal('unavailable'));
  expect(view.value).toEqual(shown('one'));
  select('one', 'granted', { visitorPresent: true });
  await answer(success({ ...history, visits: 3 }));
  expect(view.value).toEqual(shown('one', 3));
});

test('a failure can be tried again, and is when the connection is back', async () => {
  const { select, answer, view, retry, link, asked } = follow();
  select('one');
  await answer(refusal('unavailable'));
  expect(view.value).toEqual({ kind: 'failed' });
  retry();
  expect(view.value).toEqual({ kind: 'loading' });
  await answer(refusal('unavailable'));
  link.value = 'lost';
  await answer(refusal('unavailable'));
  link.value = 'live';
  await answer(success(history));
  expect(view.value).toEqual(shown('one'));
  expect(asked).toHaveLength(4);
});

test('who agreed just now has none yet; it is asked for when the gateway has kept something, of this chat alone', async () => {
  const { select, answer, view, visited, asked } = follow();
  select('one');
  await answer(refusal('not-found'));
  expect(view.value).toEqual({ kind: 'none' });
  visited('two');
  expect(asked).toHaveLength(1);
  visited('one');
  await answer(success(history));
  expect(view.value).toEqual(shown('one'));
});

test('nothing of it outlives the desk', async () => {
  const { select, answer, view, stop } = follow();
  select('one');
  await answer(success(history));
  stop();
  expect(view.value).toEqual({ kind: 'withheld' });
});
