// Appends to a new store, many at a time, and prints `messageId seq` for each that is acknowledged. Ends only by a signal.
import { writeSync } from 'node:fs';
import { createSqliteStore } from '../../packages/gateway/src/storage/index.ts';
import { chat, message, site } from './admitted-records.ts';

const inFlight = 16;

const store = await createSqliteStore({ file: process.argv[2] ?? '' });
await store.addSite(site());
await store.openChat(chat());

await Promise.all(
  Array.from({ length: inFlight }, async (_, sender) => {
    for (let number = 1; ; number += 1) {
      const appended = await store.appendMessage(
        message({ messageId: `${sender}-${number}`, sender: `agent-${sender}` }),
      );
      // Written at once: what is printed was acknowledged, whenever the end comes.
      if (appended.outcome === 'stored') print(`${appended.message.messageId} ${appended.message.seq}\n`);
    }
  }),
);

/** A pipe whose reader is busy with other things is full for a moment. */
function print(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}
