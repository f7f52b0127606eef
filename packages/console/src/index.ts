export { createConsole, type ConsoleDeps } from './create-console.tsx';
export type { Stretcher, StretchOutcome } from './password/stretcher.ts';
export type { AgentRequest, AgentSocket, SocketListeners, Transport } from './transport/transport.ts';
