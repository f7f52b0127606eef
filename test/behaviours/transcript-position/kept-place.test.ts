import type { Handlr, Sight } from '@handlr/sdk';
import { describe, expect, test } from 'vitest';
import { openTab } from '../../unit/sdk/open-tab.ts';
import { settle } from '../../unit/sdk/test-surroundings.ts';

const storageKey = 'handlr:test-site:transcript-position';

/** A chat of 30 messages, and a screen whose reader says where they are. */
async function startReading() {
  const tab = openTab();
  tab.handlr.setShown(0);
  tab.handlr.open();
  tab.handlr.send('Hello');
  await settle();
  for (let at = 0; at < 30; at += 1) tab.gateway.say(`Line ${at}`);
  const reader = await watch(tab.handlr);
  return { ...tab, ...reader };
}

async function watch(handlr: Handlr) {
  let at = { seq: 5, offsetPx: -3, shownSeq: 9, isAtEnd: false };
  const sight: Sight = {
    place: () => {},
    hold: () => {},
    hasLeftEnd: () => false,
    measure: () => ({ anchor: at, isAtEnd: at.isAtEnd, isNearTop: false, shownSeq: at.shownSeq }),
    changed: () => {},
  };
  const followed = await handlr.followTranscript(sight);
  followed.drawn();
  handlr.subscribe(followed.drawn);
  const scroll = (seq: number, shownSeq: number): void => {
    at = { seq, offsetPx: -3, shownSeq, isAtEnd: false };
    followed.scrolled();
  };
  const toEnd = (): void => {
    at = { seq: 28, offsetPx: -3, shownSeq: 31, isAtEnd: true };
    followed.scrolled();
  };
  return { scroll, toEnd, leave: followed.leave };
}

const recordOf = (items: ReadonlyMap<string, string>) => JSON.parse(items.get(storageKey) ?? '{"record":null}').record;

describe('the kept place', () => {
  test('TRP8 is seqs, a distance and the chat that they are of, and nothing else', async () => {
    const { area, world } = await startReading();
    await world.pass(1_000);
    expect(recordOf(area.items)).toEqual({
      chatId: 'chat-0',
      anchorSeq: 5,
      offsetPx: -3,
      readSeq: 9,
      renderedSeq: 31,
    });
  });

  test('TRP8 is not there before there is a chat, and goes with it in every tab', async () => {
    const { area, handlr, world, gateway, scroll } = await startReading();
    const other = openTab(gateway, area, world);
    await world.pass(1_000);
    expect(area.items.has(storageKey)).toBe(true);
    await other.handlr.forgetMe();
    scroll(7, 12);
    await world.pass(1_000);
    expect([...area.items.keys()].filter((key) => key.endsWith('transcript-position'))).toEqual([]);
    handlr.destroy();
  });

  test('TRP8 of one chat means nothing in the next', async () => {
    const { area, handlr, gateway, world } = await startReading();
    await world.pass(1_000);
    gateway.end();
    await settle();
    handlr.startNewChat();
    await settle();
    expect(recordOf(area.items)).toBeNull();
  });

  test('TRP8 is not kept at the end, to which whoever returns is brought anyway', async () => {
    const { area, world, toEnd } = await startReading();
    await world.pass(1_000);
    toEnd();
    await world.pass(1_000);
    expect(area.items.has(storageKey)).toBe(false);
  });

  test('TRP9 is written when the reader rests, and at once when the page is hidden', async () => {
    const { area, world, scroll } = await startReading();
    await world.pass(1_000);
    scroll(8, 12);
    await world.pass(100);
    expect(recordOf(area.items)).toMatchObject({ anchorSeq: 5 });
    world.setVisible(false);
    expect(recordOf(area.items)).toMatchObject({ anchorSeq: 8, readSeq: 12 });
  });
});

describe('what the gateway hears of it', () => {
  test('TRP6 how far was read, and only of what was on a visible screen', async () => {
    const { gateway, world, scroll, leave } = await startReading();
    await settle();
    expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 9 });
    world.setVisible(false);
    scroll(20, 25);
    await settle();
    expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 9 });
    world.setVisible(true);
    await settle();
    expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 25 });
    leave();
    gateway.say('Unseen');
    await settle();
    expect(gateway.lastAsked('read:mark')).toMatchObject({ seq: 25 });
    expect(new Set(gateway.namesAsked())).toEqual(new Set(['chat:open', 'message:send', 'read:mark']));
  });
});
