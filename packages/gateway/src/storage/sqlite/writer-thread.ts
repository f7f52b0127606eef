// The writer's thread: the only one that writes to the file.
import { parentPort, workerData } from 'node:worker_threads';
import { createWrites, performWrite } from '../operations/writes.ts';
import { StoreUnavailableError } from '../unavailable.ts';
import { commitGroup, type Outcome } from './group-commit.ts';
import { closeAfterWriting, openForWriting, scrubDeleted } from './open-database.ts';
import { createQueries } from './queries.ts';
import type { Answer, FromThread, NumberedRequest, ThreadData, ToThread } from './thread-messages.ts';

/** C1. What arrives during one commit waits for the next, so that no timer is needed to fill a group. */
const groupSize = 64;

const { file }: ThreadData = workerData;
const database = openForWriting(file);
const queries = createQueries(database);
const writes = createWrites(queries);
const waiting: NumberedRequest[] = [];
let scrubs: number[] = [];
let isCommitting = false;
let isClosing = false;

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'close') isClosing = true;
  else if (message.kind === 'scrub') scrubs.push(message.id);
  else waiting.push(...message.requests);
  if (!isCommitting) void commitWaiting();
});
tell({ kind: 'ready' });

async function commitWaiting(): Promise<void> {
  isCommitting = true;
  while (waiting.length > 0 || scrubs.length > 0) {
    await messagesThatArrived();
    if (scrubs.length > 0) scrub();
    if (waiting.length === 0) continue;
    const group = waiting.splice(0, groupSize);
    const { outcomes, fatal } = await commitGroup(database, group, (request) => performWrite(writes, queries, request));
    tell({ kind: 'answers', answers: outcomes.map((outcome, index) => answer(group[index]?.id ?? 0, outcome)) });
    if (fatal) return stop('failed');
  }
  isCommitting = false;
  if (!isClosing) return;
  closeAfterWriting(database);
  stop('closed');
}

/** Once for all who wait for it. They ask when what they deleted is committed. */
function scrub(): void {
  const ids = scrubs;
  scrubs = [];
  const isDone = scrubDeleted(database);
  const reason = 'a reader holds on to its log';
  tell({
    kind: 'answers',
    answers: ids.map((id) =>
      isDone ? { id, ok: true, output: undefined } : { id, ok: false, retryable: true, reason },
    ),
  });
}

function answer(id: number, outcome: Outcome<Extract<Answer, { ok: true }>['output']>): Answer {
  if (outcome.ok) return { id, ok: true, output: outcome.output };
  const { error } = outcome;
  const cause = error instanceof StoreUnavailableError ? error.cause : error;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return { id, ok: false, retryable: error instanceof StoreUnavailableError, reason };
}

function messagesThatArrived(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function stop(kind: 'failed' | 'closed'): void {
  tell({ kind });
  parentPort?.close();
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
