import { createConsole, type Stretcher, type StretchOutcome } from '@handlr/console';
import { createFakeGateway, type FakeGateway } from './fake-gateway.ts';

/* The console in a page of its own, with everybody else played by a fake gateway. The address says which scenario. */

declare global {
  var gateway: FakeGateway;
}

const query = new URLSearchParams(location.search);

globalThis.gateway = createFakeGateway({
  signedIn: !query.has('signed-out'),
  chats: query.has('empty') ? 'none' : 'sample',
  invitation: query.has('used') ? 'used' : 'open',
  slow: query.has('slow'),
  alone: query.has('alone'),
  role: query.has('supervisor') ? 'supervisor' : 'agent',
});

const stretcher: Stretcher = {
  begin: (password) => stretch(password),
  repeat: (password) => stretch(password),
};

createConsole({
  root: document.getElementById('console') ?? document.body,
  transport: globalThis.gateway.transport,
  stretcher,
  clock: { nowMs: () => Date.now() },
  random: { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) },
});

/** Right, wrong, weak or never, by what the password says. */
function stretch(password: string): Promise<StretchOutcome> {
  if (password.includes('slow')) return new Promise(() => undefined);
  if (password.includes('weak')) return Promise.resolve({ ok: false, reason: 'refused' });
  const parameters = {
    algorithm: 'argon2id',
    memoryKib: 65_536,
    passes: 3,
    parallelism: 1,
    salt: 'A'.repeat(22),
  } as const;
  const authKey = new Uint8Array(32).fill(password.includes('wrong') ? 1 : 0);
  return Promise.resolve({ ok: true, parameters, authKey, wrappingKey: new Uint8Array(32) });
}
