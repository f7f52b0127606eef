import { createConsole } from './create-console.tsx';
import { createWorkerStretcher } from './password/worker-stretcher.ts';
import { openAgentSocket } from './transport/agent-socket.ts';
import { createHttpCalls } from './transport/http-calls.ts';

const root = document.getElementById('console');
if (root === null) throw new Error('The page has no place for the console');

createConsole({
  root,
  transport: { call: createHttpCalls(), openSocket: openAgentSocket },
  stretcher: createWorkerStretcher(),
  clock: { nowMs: () => Date.now() },
  random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
});
