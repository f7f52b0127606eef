import type { StreamEvent } from '@handlr/core';
import { viewStream } from '@handlr/core';
import { describe, expect, test } from 'vitest';
import {
  createDriver,
  createLiveDriver,
  epoch,
  maya,
  message,
  messages,
  otherEpoch,
  visitor,
} from './stream-driver.ts';

const received = (seq: number): StreamEvent => ({ type: 'received', epoch, message: message(seq) });
const composed = (messageId: string): StreamEvent => ({ type: 'composed', messageId, body: `text of ${messageId}` });
const acked = (messageId: string, seq: number): StreamEvent => ({
  type: 'acked',
  messageId,
  epoch,
  message: message(seq, visitor, messageId),
});

describe('rendering', () => {
  test('DEL1: messages are rendered in order, each once', () => {
    const driver = createLiveDriver();
    driver.feed(received(1), received(2), received(2), received(1), received(3));
    expect(driver.bodies()).toEqual(['body 1', 'body 2', 'body 3']);
    expect(driver.arrived()).toEqual(['body 1', 'body 2', 'body 3']);
  });

  test('DEL2: what comes beyond a gap is kept back until the gap is filled', () => {
    const driver = createLiveDriver(1);
    expect(driver.feed(received(4))).toEqual([{ type: 'fetch', afterSeq: 1 }]);
    expect(driver.feed(received(5))).toEqual([]);
    expect(driver.bodies()).toEqual(['body 1']);
    driver.feed({ type: 'fetched', epoch, headSeq: 5, messages: messages(2, 4) });
    expect(driver.bodies()).toEqual(['body 1', 'body 2', 'body 3', 'body 4', 'body 5']);
    expect(driver.arrived()).toEqual(['body 2', 'body 3', 'body 4', 'body 5']);
  });

  test('DEL2: a gap of several pages is fetched page by page', () => {
    const driver = createLiveDriver(1);
    driver.feed(received(9));
    expect(driver.feed({ type: 'fetched', epoch, headSeq: 9, messages: messages(2, 4) })).toContainEqual({
      type: 'fetch',
      afterSeq: 4,
    });
    driver.feed({ type: 'fetched', epoch, headSeq: 9, messages: messages(5, 8) });
    expect(driver.state.transcript).toHaveLength(9);
  });

  test('DEL3: a notice that overtakes the catch-up is merged with it', () => {
    const driver = createDriver();
    driver.feed({ type: 'connected' }, received(3));
    expect(driver.bodies()).toEqual([]);
    driver.feed({
      type: 'caught-up',
      catchUp: { recovery: 'snapshot', epoch, headSeq: 2, messages: messages(1, 2) },
    });
    expect(driver.bodies()).toEqual(['body 1', 'body 2', 'body 3']);
  });

  test('DEL3: the same on a resumption', () => {
    const driver = createLiveDriver(1);
    driver.feed({ type: 'disconnected' });
    expect(driver.feed({ type: 'connected' })).toEqual([{ type: 'join', position: { epoch, seq: 1 } }]);
    driver.feed(received(3));
    driver.feed({ type: 'caught-up', catchUp: { recovery: 'continued', epoch, headSeq: 2, messages: [message(2)] } });
    expect(driver.arrived()).toEqual(['body 2', 'body 3']);
  });

  test('DEL4: a snapshot voids what was held', () => {
    const driver = createLiveDriver(3);
    driver.feed({ type: 'disconnected' }, { type: 'connected' });
    driver.feed({
      type: 'caught-up',
      catchUp: { recovery: 'snapshot', epoch: otherEpoch, headSeq: 12, messages: messages(11, 12) },
    });
    expect(driver.bodies()).toEqual(['body 11', 'body 12']);
    expect(driver.arrived()).toEqual([]);
    expect(driver.feed({ type: 'older-wanted' })).toEqual([{ type: 'fetch-older', beforeSeq: 11 }]);
    driver.feed({ type: 'older-fetched', epoch: otherEpoch, messages: messages(1, 10) });
    expect(driver.state.transcript).toHaveLength(12);
    expect(driver.feed({ type: 'older-wanted' })).toEqual([]);
  });

  test('DEL4: another epoch in a notice causes a new join and mixes nothing', () => {
    const driver = createLiveDriver(2);
    const effects = driver.feed({ type: 'received', epoch: otherEpoch, message: message(3) });
    expect(effects).toEqual([{ type: 'join', position: { epoch, seq: 2 } }]);
    expect(driver.bodies()).toEqual(['body 1', 'body 2']);
  });

  test('DEL4: where history is gone, a snapshot is asked for instead of a hole', () => {
    const driver = createLiveDriver(2);
    driver.feed({ type: 'headed', epoch, seq: 90 });
    const effects = driver.feed({ type: 'fetched', epoch, headSeq: 90, messages: messages(80, 90) });
    expect(effects).toEqual([{ type: 'join', position: null }]);
    expect(driver.bodies()).toEqual(['body 1', 'body 2']);
  });

  test('DEL9: a head beyond what is held causes a fetch, one at a time', () => {
    const driver = createLiveDriver(2);
    expect(driver.feed({ type: 'headed', epoch, seq: 2 })).toEqual([]);
    expect(driver.feed({ type: 'headed', epoch, seq: 4 })).toEqual([{ type: 'fetch', afterSeq: 2 }]);
    expect(driver.feed({ type: 'headed', epoch, seq: 4 })).toEqual([]);
  });
});

describe('sending', () => {
  test('DEL5: a message written before there is a connection waits and is sent', () => {
    const driver = createDriver();
    driver.feed(composed('a'));
    expect(driver.outbox()).toEqual(['a waiting']);
    driver.feed(
      { type: 'connected' },
      { type: 'caught-up', catchUp: { recovery: 'snapshot', epoch, headSeq: 0, messages: [] } },
    );
    expect(driver.sent()).toEqual(['a']);
    driver.feed(acked('a', 1));
    expect(driver.outbox()).toEqual([]);
    expect(driver.state.transcript.map(({ messageId }) => messageId)).toEqual(['a']);
  });

  test('DEL5: a message whose acknowledgement was lost leaves the outbox when it is seen in the stream', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), { type: 'disconnected' }, { type: 'connected' });
    driver.feed({
      type: 'caught-up',
      catchUp: { recovery: 'continued', epoch, headSeq: 1, messages: [message(1, visitor, 'a')] },
    });
    expect(driver.outbox()).toEqual([]);
    expect(driver.sent()).toEqual(['a']);
    expect(viewStream(driver.state, 0)).toHaveLength(1);
  });

  test('DEL5: an id of somebody else does not settle an own message', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), { type: 'received', epoch, message: message(1, maya, 'a') });
    expect(driver.outbox()).toEqual(['a in-flight']);
  });

  test('DEL6: one message at a time is in flight, in the order of writing', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), composed('b'), composed('c'));
    expect(driver.sent()).toEqual(['a']);
    driver.feed(acked('a', 1));
    expect(driver.sent()).toEqual(['a', 'b']);
    driver.feed(acked('b', 2), acked('c', 3));
    expect(driver.state.transcript.map(({ messageId }) => messageId)).toEqual(['a', 'b', 'c']);
  });

  test('DEL7: after a reconnection what was in flight is sent again under the same id', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), { type: 'disconnected' });
    expect(viewStream(driver.state, 0)[0]?.delivery).toBe('kept');
    driver.feed(
      { type: 'connected' },
      { type: 'caught-up', catchUp: { recovery: 'continued', epoch, headSeq: 0, messages: [] } },
    );
    expect(driver.sent()).toEqual(['a', 'a']);
  });

  test('DEL8: a refusal for now rests, keeps its place, and is tried again', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), composed('b'));
    const [wake] = driver.feed({ type: 'refused', messageId: 'a', code: 'too-many', retryAfterMs: 9_000 });
    expect(wake).toEqual({ type: 'wake', afterMs: 9_000 });
    expect(driver.outbox()).toEqual(['a resting', 'b waiting']);
    driver.feed({ type: 'woke' });
    expect(driver.sent()).toEqual(['a', 'a']);
  });

  test('DEL8: rests grow and stop growing', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'));
    const rests = Array.from({ length: 12 }, () => {
      const [wake] = driver.feed({ type: 'refused', messageId: 'a', code: 'unavailable' });
      driver.feed({ type: 'woke' });
      return wake?.type === 'wake' ? wake.afterMs : 0;
    });
    expect(rests.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
    expect(rests.at(-1)).toBe(30_000);
  });

  test('DEL8: a refusal for good is shown, holds up nobody, and can be tried again or given up', () => {
    const driver = createLiveDriver();
    driver.feed(composed('a'), composed('b'));
    expect(driver.feed({ type: 'refused', messageId: 'a', code: 'conflict' })).toContainEqual({
      type: 'failed',
      messageId: 'a',
      code: 'conflict',
    });
    expect(driver.sent()).toEqual(['a', 'b']);
    driver.feed(acked('b', 1), { type: 'retried', messageId: 'a' });
    expect(driver.sent()).toEqual(['a', 'b', 'a']);
    driver.feed({ type: 'refused', messageId: 'a', code: 'conflict' }, { type: 'discarded', messageId: 'a' });
    expect(driver.outbox()).toEqual([]);
  });

  test('DEL8: a join that is refused for now is tried again', () => {
    const driver = createDriver();
    driver.feed({ type: 'connected' }, { type: 'join-refused', retryable: true });
    expect(driver.feed({ type: 'woke' })).toEqual([{ type: 'join', position: null }]);
  });

  test('DEL10: the time of a device neither orders nor moves anything', () => {
    const driver = createLiveDriver();
    const late = { ...message(1), sentAt: 9_000 };
    const early = { ...message(2), sentAt: 1 };
    driver.feed({ type: 'received', epoch, message: late }, { type: 'received', epoch, message: early });
    expect(driver.state.transcript.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
