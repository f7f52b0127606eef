import type { Membership } from '@handlr/core';
import type { EffectiveConsent } from '@handlr/privacy';
import type { NetworkTag } from '../locate/index.ts';

/** A visitor's socket on one site. It holds no identity: what it may touch is what its capabilities opened. */
export type VisitorPrincipal = {
  readonly kind: 'visitor';
  readonly siteId: string;
  readonly siteName: string;
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null;
  /** Family and major version. */
  readonly browser: string;
  /** Opaque; tells sockets of one network apart from others for a day, and lives in memory only. */
  readonly rateLimitTag: string;
  /** Opaque too; in memory for the connection and half an hour, so that a ban soon after still finds whom it means. */
  readonly networkTags: readonly NetworkTag[];
  /** Its connection came with `Sec-GPC: 1`. */
  readonly gpc: boolean;
  /** For the chat itself; what a visitor decides about is asked of `consents`. */
  readonly consent: EffectiveConsent;
  /** Ids of the chats that this socket proved to be in. */
  readonly chats: Set<string>;
  /** Hashes of the visitor's tokens that it showed. */
  readonly visitors: Set<string>;
};

export type AgentPrincipal = {
  readonly kind: 'agent';
  readonly agentId: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
};

export type Principal = VisitorPrincipal | AgentPrincipal;

/** One socket, as far as an operation sees it. */
export interface Connection<Who extends Principal = Principal> {
  readonly id: string;
  readonly principal: Who;
  join(room: string): void;
  leave(room: string): void;
}
