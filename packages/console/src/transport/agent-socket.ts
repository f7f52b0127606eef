import {
  agentNamespace,
  type ErrorCode,
  errorCodes,
  isRetryable,
  limits,
  protocolVersion,
  refusal,
  socketPath,
} from '@handlr/protocol';
import { io } from 'socket.io-client';
import type { AgentRequest, AgentSocket, SocketListeners } from './transport.ts';

/** Full jitter around a growing pause, so that a restarted gateway is not met by everybody at once (C9). */
const reconnection = { reconnectionDelay: 500, reconnectionDelayMax: 8_000, randomizationFactor: 1 };

const refusedRestMs = 2_000;

/** The agent's socket; who it is, the gateway knows from the session's cookie. */
export function openAgentSocket(listeners: SocketListeners): AgentSocket {
  const socket = io(agentNamespace, {
    path: socketPath,
    auth: { protocol: protocolVersion },
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    ...reconnection,
  });

  socket.on('connect', () => listeners.connected());
  socket.on('disconnect', (reason) => {
    listeners.disconnected();
    // After a goodbye of the gateway's, socket.io does not come back by itself.
    if (reason === 'io server disconnect') socket.connect();
  });
  socket.on('connect_error', (error) => {
    const code = codeOf(error);
    // A web socket that hangs instead of failing would be tried for ever; begin the other way round.
    if (code === null) {
      socket.io.opts.transports = ['polling', 'websocket'];
      return listeners.disconnected();
    }
    listeners.refused(code);
    // Socket.io comes back by itself only after the network's errors.
    if (isRetryable(code)) setTimeout(() => socket.connect(), refusedRestMs * (1 + Math.random()));
  });
  for (const [name, listener] of Object.entries(listeners.notices)) socket.on(name, listener);

  const request: AgentRequest = async (name, payload) => {
    // Socket.io would keep it until it is connected again; what is to be kept, the outbox keeps.
    if (!socket.connected) return refusal('unavailable');
    try {
      return await socket.timeout(limits.answerTimeoutMs).emitWithAck(name, payload);
    } catch {
      return refusal('unavailable');
    }
  };

  return {
    request, // Connecting alone would wait for the pause between two tries.
    reconnect: () => void socket.disconnect().connect(),
    close: () => void socket.disconnect(),
  };
}

/** The gateway puts its code into `data`; an error without one is the network's. */
function codeOf(error: Error): ErrorCode | null {
  if (!('data' in error) || typeof error.data !== 'object' || error.data === null) return null;
  const { data } = error;
  if (!('code' in data)) return null;
  return errorCodes.find((code) => code === data.code) ?? null;
}
