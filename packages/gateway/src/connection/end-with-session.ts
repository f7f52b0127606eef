import type { SessionLife } from '../staff/index.ts';

/** What this needs of a socket. */
type AgentSocket = {
  readonly connected: boolean;
  onAny(listener: () => void): unknown;
  disconnect(close: boolean): unknown;
};

export const sessionLookIntervalMs = 30_000;

/**
 * Cuts an agent's socket once its session is over, however it ended: by its age, for lack of use, or with the account. Signing
 * out cuts it at once, elsewhere. What the agent asked for over the socket in the meantime counts as use of the session.
 */
export function endWithSession(socket: AgentSocket, session: SessionLife): void {
  let wasUsed = false;
  socket.onAny(() => (wasUsed = true));
  const timer = setInterval(() => void look(), sessionLookIntervalMs).unref();

  async function look(): Promise<void> {
    if (!socket.connected) return clearInterval(timer);
    const ask = wasUsed ? session.use : session.isAlive;
    wasUsed = false;
    // A store that cannot answer now ends nobody's session.
    const isOver = await ask().then(
      (isAlive) => !isAlive,
      () => false,
    );
    if (isOver) socket.disconnect(true);
  }
}
