// A writer's thread that dies of the first message.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', () => {
  throw new Error('Out of memory');
});
parentPort?.postMessage({ kind: 'ready' });
