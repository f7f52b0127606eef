import type { ChatNoticeListeners, ErrorCode } from '@handlr/protocol';
import type { PageEvent, Surroundings } from '../surroundings/surroundings.ts';
import type { CreateTransport } from '../transport/transport.ts';
import type { Connection } from './chat-view.ts';

type Deps = {
  readonly createTransport: CreateTransport;
  readonly surroundings: Pick<Surroundings, 'watchPage'>;
  readonly notices: ChatNoticeListeners;
  up(): void;
  down(): void;
  /** Whether a page that comes back wants its socket again. */
  isWanted(): boolean;
  changed(): void;
};

/** The chat's connection, as the visitor is told of it. */
export function createChatLink({ createTransport, surroundings, notices, up, down, isWanted, changed }: Deps) {
  let connection: Connection = 'idle';
  const transport = createTransport({
    connected() {
      connection = 'connected';
      up();
    },
    disconnected() {
      if (connection === 'connected' || connection === 'connecting') connection = 'lost';
      down();
    },
    refused,
    notices,
  });
  const unwatchPage = surroundings.watchPage(followPage);

  return {
    state: () => connection,
    /** It stands, or comes by itself. */
    isUnderWay: () => connection === 'connecting' || connection === 'connected' || connection === 'lost',
    request: transport.request,
    connect,
    disconnect,
    refused,
    close() {
      unwatchPage();
      disconnect();
    },
  };

  function followPage(event: PageEvent): void {
    if (event === 'left') disconnect();
    else if (event === 'returned' && isWanted()) connect();
    else if (event === 'online' || event === 'shown') transport.hurry();
  }

  function connect(): void {
    if (connection === 'outdated') return;
    if (connection !== 'lost') connection = 'connecting';
    transport.open();
    changed();
  }

  function disconnect(): void {
    connection = 'idle';
    transport.close();
    changed();
  }

  function refused(code: ErrorCode): void {
    connection = code === 'version' ? 'outdated' : 'refused';
    transport.close();
    changed();
  }
}
