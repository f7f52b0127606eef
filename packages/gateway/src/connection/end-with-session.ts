import type { SessionLife } from '../staff/index.ts';

/** What this needs of a socket. */
type AgentSocket = {
  join(room: string): unknown;
  readonly connected: boolean;
  onAny(listener: () => void): unknown;
  disconnect(close: boolean): unknown;
};

export const sessionLookIntervalMs = 30_000;

/** Every socket of one session is in it. Not a site's: a session ends everywhere at once. */
export function sessionRoom(sessionId: string): string {
  return `session/${sessionId}`;
}

/**
 * Cuts an agent's socket once its session is over, however it ended: by its age, for lack of use, or with the account. One that
 * is ended on purpose cuts its room at once, elsewhere. What the agent asked for over the socket in the meantime counts as use.
 */
export function endWithSession(socket: AgentSocket, session: SessionLife): void {
  let wasUsed = false;
  if (session.sessionId !== null) void socket.join(sessionRoom(session.sessionId));
  socket.onAny(() => (wasUsed = true));
  const timer = setInterval(() => void look(), sessionLookIntervalMs).unref();
  // Ended while the socket was being let in, nobody found it in the room to cut it.
  setImmediate(() => void cutIfOver(session.isAlive));

  async function look(): Promise<void> {
    if (!socket.connected) return clearInterval(timer);
    const ask = wasUsed ? session.use : session.isAlive;
    wasUsed = false;
    await cutIfOver(ask);
  }

  async function cutIfOver(ask: () => Promise<boolean>): Promise<void> {
    // A store that cannot answer now ends nobody's session.
    const isOver = await ask().then(
      (isAlive) => !isAlive,
      () => false,
    );
    if (isOver) socket.disconnect(true);
  }
}
