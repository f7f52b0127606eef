import { createId } from '@handlr/core';
import { admit, consentWithoutDecision, gatewayRegister } from '@handlr/privacy';
import { limits } from '@handlr/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catchUp } from '../../../packages/gateway/src/delivery/catch-up.ts';
import { createDirectory } from '../../../packages/gateway/src/directory.ts';
import { createSqliteStore, type Store } from '../../../packages/gateway/src/storage/index.ts';
import { createTestRandom } from '../../support/random.ts';

const key = { siteId: 'S'.repeat(22), chatId: 'C'.repeat(22) };
const context = { consent: consentWithoutDecision({ chatOpened: true }), nowMs: Date.UTC(2026, 10, 23) };
const random = createTestRandom(1);
let store: Store;

beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:', onWriter: 'inline' });
  const site = {
    siteId: key.siteId,
    siteKey: 'shop',
    name: 'Shop',
    allowedOrigins: '[]',
    appearance: '{}',
    consent: '{}',
    createdAt: 0,
  };
  await store.addSite(admit(gatewayRegister.sites, site, context));
  await store.openChat(
    admit(
      gatewayRegister.chats,
      {
        ...key,
        capabilityHash: 'hash',
        state: 'waiting',
        agentId: null,
        visitorName: null,
        pageUrl: 'https://shop.example/',
        pageTitle: '',
        country: null,
        browser: '',
        openedAt: 0,
        endedAt: null,
        readByVisitorSeq: 0,
        kind: 'chat',
        department: null,
        language: null,
        answers: '[]',
        promptedBy: null,
        readByAgentSeq: 0,
      },
      context,
    ),
  );
});

afterEach(() => store.close());

async function write(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const message = { ...key, audience: 'public', sender: 'visitor', body: `${index}`, sentAt: 0 } as const;
    await store.appendMessage(admit(gatewayRegister.messages, { ...message, messageId: createId(random) }, context));
  }
}

function readFrom(seq: number, epoch = store.epoch) {
  return catchUp({ store, directory: createDirectory(store) }, key, 'public', { epoch, seq });
}

describe('C4: a reader gets everything since its position, or is told to begin anew', () => {
  test('a small gap is filled', async () => {
    await write(30);
    const caughtUp = await readFrom(12);
    expect(caughtUp.recovery).toBe('continued');
    expect(caughtUp.messages.map(({ seq }) => seq)).toEqual(Array.from({ length: 18 }, (_, index) => 13 + index));
  });

  test('a gap past one page is a snapshot, never a part of the gap', async () => {
    await write(limits.fetchMessages + 1);
    expect((await readFrom(0)).recovery).toBe('snapshot');
    expect((await readFrom(1)).recovery).toBe('continued');
  });

  test('another epoch, or a position past the head, is a snapshot', async () => {
    await write(3);
    expect((await readFrom(2, 'x'.repeat(22))).recovery).toBe('snapshot');
    expect((await readFrom(9)).recovery).toBe('snapshot');
  });

  test('a snapshot holds the newest messages and the head', async () => {
    await write(limits.snapshotMessages + 5);
    const caughtUp = await catchUp({ store, directory: createDirectory(store) }, key, 'public', null);
    expect(caughtUp.headSeq).toBe(limits.snapshotMessages + 5);
    expect(caughtUp.messages).toHaveLength(limits.snapshotMessages);
    expect(caughtUp.messages.at(-1)?.seq).toBe(caughtUp.headSeq);
  });
});
