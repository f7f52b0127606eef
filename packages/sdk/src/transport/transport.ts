import type {
  ChatNoticeListeners,
  ErrorCode,
  PayloadOf,
  ReplyOf,
  Result,
  VisitorNoticeListeners,
  VisitorRequests,
} from '@handlr/protocol';

/** The wire to the gateway: connects for as long as it is wanted, and keeps trying. */
export interface Transport {
  /** Connects, and connects again whenever the connection is lost. */
  open(): void;
  close(): void;
  /** Tries now instead of after its rest, if it waits for one: the network seems to be back. */
  hurry(): void;
  /** Answers `unavailable` when there is no connection, when it is lost, and when no answer comes in time. */
  request<Name extends keyof VisitorRequests>(
    name: Name,
    payload: PayloadOf<VisitorRequests[Name]>,
  ): Promise<Result<ReplyOf<VisitorRequests[Name]>>>;
}

export type TransportListener = {
  connected(): void;
  /** The connection is lost, or could not be made. */
  disconnected(): void;
  /** The gateway will not have this client; it is not tried again, or with `until` not before then. */
  refused(code: ErrorCode, until?: number): void;
  readonly notices: ChatNoticeListeners & Partial<VisitorNoticeListeners>;
};

export type CreateTransport = (listener: TransportListener) => Transport;
