import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreUnavailableError } from '../unavailable.ts';
import type { OnFailure, Writer } from '../writer.ts';
import type { Answer, FromThread, NumberedRequest, ThreadData, ToThread } from './thread-messages.ts';

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

const ourThread = new URL('./writer-thread.ts', import.meta.url);

/** Writes in a thread of its own. What is given in one turn of the event loop travels in one message. */
export async function createThreadWriter(file: string, onFailure: OnFailure, thread = ourThread): Promise<Writer> {
  const workerData: ThreadData = { file };
  const worker = new Worker(thread, { workerData });
  // Its first message says that it is ready; an error before that rejects here.
  await once(worker, 'message');

  const pending = new Map<number, Pending>();
  let lastId = 0;
  let leaving: NumberedRequest[] = [];
  let refusal: StoreUnavailableError | null = null;
  const closed = Promise.withResolvers<void>();

  worker.on('message', (message: FromThread) => {
    if (message.kind === 'answers') for (const answer of message.answers) settle(answer);
    else if (message.kind === 'closed') closed.resolve();
    else if (message.kind === 'failed') fail(new StoreUnavailableError('the disk failed'));
  });
  worker.on('error', (error) => fail(new StoreUnavailableError('its writer crashed', { cause: error })));
  worker.on('exit', () => fail(new StoreUnavailableError('its writer ended')));

  return {
    write: (name, input) =>
      new Promise((resolve, reject) => {
        if (refusal !== null) return reject(refusal);
        lastId += 1;
        pending.set(lastId, { resolve, reject });
        if (leaving.length === 0) queueMicrotask(send);
        leaving.push({ id: lastId, name, input });
      }),

    scrub: () =>
      new Promise<void>((resolve, reject) => {
        if (refusal !== null) return reject(refusal);
        lastId += 1;
        pending.set(lastId, { resolve: () => resolve(), reject });
        post({ kind: 'scrub', id: lastId });
      }),

    close: async () => {
      if (refusal === null) {
        refusal = new StoreUnavailableError('it is closed');
        send();
        post({ kind: 'close' });
      }
      await closed.promise;
      await worker.terminate();
    },
  };

  function send(): void {
    if (leaving.length > 0) post({ kind: 'write', requests: leaving });
    leaving = [];
  }

  function post(message: ToThread): void {
    worker.postMessage(message);
  }

  function settle(answer: Answer): void {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.output);
    else asked?.reject(answer.retryable ? new StoreUnavailableError(answer.reason) : new Error(answer.reason));
  }

  function fail(error: StoreUnavailableError): void {
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    closed.resolve();
    if (refusal !== null) return;
    refusal = error;
    onFailure(error);
  }
}
