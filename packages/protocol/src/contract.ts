import type { BaseIssue, BaseSchema, InferOutput } from 'valibot';
import type { Result } from './result.ts';

export type Schema = BaseSchema<unknown, unknown, BaseIssue<unknown>>;

/** A request with an acknowledgement: what is asked, and what a success answers. */
export type RequestContract<Payload extends Schema = Schema, Reply extends Schema = Schema> = {
  readonly payload: Payload;
  readonly reply: Reply;
  /** One sentence for the reference page. */
  readonly about: string;
};

/** A notice without an acknowledgement. */
export type NoticeContract<Payload extends Schema = Schema> = {
  readonly payload: Payload;
  readonly about: string;
};

export type RequestContracts = Readonly<Record<string, RequestContract>>;
export type NoticeContracts = Readonly<Record<string, NoticeContract>>;

export type PayloadOf<Contract extends NoticeContract> = InferOutput<Contract['payload']>;
export type ReplyOf<Contract extends RequestContract> = InferOutput<Contract['reply']>;

/** Socket.io's listener map for requests: `(payload, acknowledge) => void`. */
export type RequestListeners<Contracts extends RequestContracts> = {
  [Name in keyof Contracts]: (
    payload: PayloadOf<Contracts[Name]>,
    acknowledge: (result: Result<ReplyOf<Contracts[Name]>>) => void,
  ) => void;
};

/** Socket.io's listener map for notices: `(payload) => void`. */
export type NoticeListeners<Contracts extends NoticeContracts> = {
  [Name in keyof Contracts]: (payload: PayloadOf<Contracts[Name]>) => void;
};
