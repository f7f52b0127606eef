import type {
  AgentNoticeListeners,
  AgentRequests,
  ErrorCode,
  PayloadOf,
  ReplyOf,
  Result,
  StaffCalls,
} from '@handlr/protocol';

/** The gateway, as the console sees it. Neither door ever throws: no answer counts as `unavailable`. */
export interface Transport {
  call<Name extends keyof StaffCalls>(
    name: Name,
    payload: PayloadOf<StaffCalls[Name]>,
  ): Promise<Result<ReplyOf<StaffCalls[Name]>>>;
  /** Opens the agent's socket; it reconnects by itself until it is closed. */
  openSocket(listeners: SocketListeners): AgentSocket;
}

export interface AgentSocket {
  request: AgentRequest;
  /** Tries again now instead of after the pause between two tries. */
  reconnect(): void;
  close(): void;
}

export type AgentRequest = <Name extends keyof AgentRequests>(
  name: Name,
  payload: PayloadOf<AgentRequests[Name]>,
) => Promise<Result<ReplyOf<AgentRequests[Name]>>>;

export type SocketListeners = {
  connected(): void;
  disconnected(): void;
  /** The gateway answered, and did not let this socket in. */
  refused(code: ErrorCode): void;
  readonly notices: AgentNoticeListeners;
};
