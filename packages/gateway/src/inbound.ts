import { type PayloadOf, type RequestContract, type ReplyOf, refusal, type Result } from '@handlr/protocol';
import { safeParse } from 'valibot';
import type { Connection, Principal } from './connection/principal.ts';
import { forgetLastMatch } from './forget-last-match.ts';

/*
 * The only way in. A connection is admitted in `admit-visitor.ts` or `admit-agent.ts`; then every event goes, in this order:
 *
 *   limit → parse (schema) → authorise (site, chat, role) → admit(record, consent) → store → acknowledge → fan out
 *
 * An operation brings its own `authorise` and `perform`; `perform` admits and stores. Nothing is announced before it is stored,
 * and nothing is acknowledged before it is durable (C1).
 */

/** What became of a request, and what to tell others once the asker has its answer. */
export type Performed<Reply> = { readonly result: Result<Reply>; readonly announce?: () => void | Promise<void> };

/** One kind of request, from the raw payload to what became of it. */
export type Operation<Who extends Principal> = (
  connection: Connection<Who>,
  rawPayload: unknown,
) => Promise<Performed<unknown>>;

export type Operations<Who extends Principal> = Readonly<Record<string, Operation<Who>>>;

type Steps<Who extends Principal, Contract extends RequestContract, Grant> = {
  /** Says what this principal may touch with this payload; a refusal tells nothing about what exists. */
  authorise(principal: Who, payload: PayloadOf<Contract>): Result<Grant>;
  /** Admits what is to be kept and stores it, or reads. */
  perform(
    grant: Grant,
    payload: PayloadOf<Contract>,
    connection: Connection<Who>,
  ): Promise<Performed<ReplyOf<Contract>>>;
};

/** Puts an operation's steps in their order. */
export function operation<Who extends Principal, Contract extends RequestContract, Grant>(
  contract: Contract,
  { authorise, perform }: Steps<Who, Contract, Grant>,
): Operation<Who> {
  return async (connection, rawPayload) => {
    const parsed = safeParse(contract.payload, rawPayload, { abortEarly: true });
    forgetLastMatch();
    if (!parsed.success) return { result: refusal('invalid') };
    const granted = authorise(connection.principal, parsed.output);
    if (!granted.ok) return { result: granted };
    return perform(granted.value, parsed.output, connection);
  };
}

/** Rules and watchers around every request. */
export type InboundDeps = {
  /** Null to let it pass; otherwise for how long the connection must wait, in milliseconds. */
  limit(connection: Connection, name: string): Promise<number | null>;
  onRefused(name: string, connection: Connection, code: string): void;
  onFailed(name: string, error: unknown): void;
};

export type Receive = <Who extends Principal>(
  connection: Connection<Who>,
  name: string,
  perform: Operation<Who>,
  rawPayload: unknown,
  acknowledge: unknown,
) => Promise<void>;

export function createReceive({ limit, onRefused, onFailed }: InboundDeps): Receive {
  return async (connection, name, perform, rawPayload, acknowledge) => {
    const { result, announce } = await attempt();
    if (!result.ok) onRefused(name, connection, result.error.code);
    if (typeof acknowledge === 'function') acknowledge(result);
    try {
      await announce?.();
    } catch (error) {
      onFailed(name, error);
    }

    async function attempt(): Promise<Performed<unknown>> {
      try {
        const waitMs = await limit(connection, name);
        if (waitMs !== null) return { result: refusal('too-many', waitMs) };
        return await perform(connection, rawPayload);
      } catch (error) {
        // The reason stays in the log: an error's text may repeat what was sent.
        onFailed(name, error);
        return { result: refusal('unavailable') };
      }
    }
  };
}
